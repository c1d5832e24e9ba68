package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Policies.Policy;
import dev.skerry.origin.tables.Tables;
import tools.jackson.core.JsonGenerator;

/**
 * {@code DeleteResourcePolicy}: policies are kept and told; no call is allowed or refused for them.
 */
final class DeleteResourcePolicy implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "DeleteResourcePolicyInput", ResourcePolicies.ARN, ResourcePolicies.EXPECTED);

  private final ResourcePolicies policies;

  DeleteResourcePolicy(Tables tables) {
    this.policies = new ResourcePolicies(tables);
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public boolean needsTable() {
    return false;
  }

  @Override
  public void answer(Fields in, JsonGenerator out) {
    Policy policy = policies.delete(in);
    if (policy != null) {
      out.writeStringProperty("RevisionId", policy.revision());
    }
  }
}
