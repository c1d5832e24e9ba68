package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Policies.Policy;
import dev.skerry.origin.tables.Tables;
import tools.jackson.core.JsonGenerator;

/**
 * {@code PutResourcePolicy}: policies are kept and told; no call is allowed or refused for them.
 */
final class PutResourcePolicy implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "PutResourcePolicyInput",
          ResourcePolicies.ARN,
          Member.required("Policy", Shapes.TEXT),
          ResourcePolicies.EXPECTED,
          Member.of("ConfirmRemoveSelfResourceAccess", Shapes.FLAG));

  private final ResourcePolicies policies;

  PutResourcePolicy(Tables tables) {
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
    Policy policy = policies.put(in);
    out.writeStringProperty("RevisionId", policy.revision());
  }
}
