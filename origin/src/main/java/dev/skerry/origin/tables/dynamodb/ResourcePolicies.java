package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.Policies;
import dev.skerry.origin.tables.Policies.Policy;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policies of tables and streams that requests name by ARNs. */
final class ResourcePolicies {
  private static final String NONE_EXPECTED = "NO_POLICY";
  private static final String NOT_FOUND =
      "Resource-based policy not found for the provided ResourceArn: ";

  /** The ARN, which must be there. */
  static final Member ARN =
      Member.required(
          "ResourceArn", Shapes.TEXT, Constraint.lengthAtLeast(1), Constraint.lengthAtMost(1283));

  /** The revision that is expected. */
  static final Member EXPECTED =
      Member.of(
          "ExpectedRevisionId",
          Shapes.TEXT,
          Constraint.lengthAtLeast(1),
          Constraint.lengthAtMost(255));

  private final Tables tables;
  private final ResourceArns arns;

  ResourcePolicies(Tables tables) {
    this.tables = tables;
    this.arns = new ResourceArns(tables.settings());
  }

  /** The policy that a request names. */
  Policy get(Fields in) {
    String arn = in.requiredText("ResourceArn");
    ResourceArns.Resource resource = arns.withPolicy(arn);
    Policy policy =
        tables
            .engine()
            .<Optional<Policy>, RuntimeException>read(
                snapshot ->
                    Optional.ofNullable(
                        Policies.get(snapshot, table(snapshot, resource), resource.label())))
            .orElse(null);
    if (policy == null) {
      throw new TableException(ErrorType.POLICY_NOT_FOUND, NOT_FOUND + arn);
    }
    return policy;
  }

  /** Puts the policy of a request. */
  Policy put(Fields in) {
    ResourceArns.Resource resource = arns.withPolicy(in.requiredText("ResourceArn"));
    String text = in.requiredText("Policy");
    PolicyDocuments.check(text);
    return tables
        .engine()
        .transact(
            transaction -> {
              TableDefinition table = table(transaction, resource);
              checkRevision(in, resource, Policies.get(transaction, table, resource.label()));
              return Policies.put(transaction, table, resource.label(), text, tables.now());
            })
        .result();
  }

  /** Deletes the policy of a request; null where there was none. */
  @Nullable Policy delete(Fields in) {
    ResourceArns.Resource resource = arns.withPolicy(in.requiredText("ResourceArn"));
    return tables
        .engine()
        .transact(
            transaction -> {
              TableDefinition table = table(transaction, resource);
              Policy before = Policies.get(transaction, table, resource.label());
              checkRevision(in, resource, before);
              if (before != null) {
                Policies.delete(transaction, table, resource.label());
              }
              return Optional.ofNullable(before);
            })
        .result()
        .orElse(null);
  }

  private TableDefinition table(Reads reads, ResourceArns.Resource resource) {
    return tables.described(reads, resource.table());
  }

  private static void checkRevision(
      Fields in, ResourceArns.Resource resource, @Nullable Policy before) {
    String expected = in.text("ExpectedRevisionId");
    if (expected == null || (expected.equals(NONE_EXPECTED) && before == null)) {
      return;
    }
    if (before == null) {
      throw new TableException(
          ErrorType.POLICY_NOT_FOUND, NOT_FOUND + in.requiredText("ResourceArn"));
    }
    if (expected.equals(NONE_EXPECTED)) {
      throw new TableException(
          ErrorType.POLICY_NOT_FOUND,
          NOT_FOUND
              + "Requested policy update expecting none to be present for table "
              + resource.table()
              + ", but a policy exists with revision id "
              + before.revision()
              + ".");
    }
    if (!expected.equals(before.revision())) {
      throw new TableException(
          ErrorType.POLICY_NOT_FOUND,
          NOT_FOUND
              + "Requested update for policy with revision id "
              + expected
              + ", but the policy associated to target table "
              + resource.table()
              + " has revision id "
              + before.revision()
              + ".");
    }
  }
}
