package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Policies.Policy;
import dev.skerry.origin.tables.Tables;
import tools.jackson.core.JsonGenerator;

/**
 * {@code GetResourcePolicy}: policies are kept and told; no call is allowed or refused for them.
 */
final class GetResourcePolicy implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure("GetResourcePolicyInput", ResourcePolicies.ARN);

  private final ResourcePolicies policies;

  GetResourcePolicy(Tables tables) {
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
    Policy policy = policies.get(in);
    out.writeStringProperty("Policy", policy.text());
    out.writeStringProperty("RevisionId", policy.revision());
  }
}
