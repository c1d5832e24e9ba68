package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.error.TableException;
import java.util.List;

/** Which changes of a table can be asked for together, whatever the table. */
final class UpdateRules {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private UpdateRules() {}

  /** Refuses a request that asks for nothing, or for what cannot be done together. */
  static void check(Fields in, List<IndexUpdate> updates) {
    List<String> asked =
        Conditions.present(
            in,
            "BillingMode",
            "ProvisionedThroughput",
            "StreamSpecification",
            "DeletionProtectionEnabled",
            "SSESpecification",
            "TableClass",
            "OnDemandThroughput",
            "WarmThroughput");
    if (asked.isEmpty() && updates.isEmpty()) {
      throw TableException.validation(
          "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
              + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
    }
    boolean alone = asked.size() + (updates.isEmpty() ? 0 : 1) == 1;
    checkAlone(in, alone, "SSESpecification", "Server-Side Encryption modification");
    checkAlone(in, alone, "TableClass", "TableClass modification");
    checkAlone(in, alone, "DeletionProtectionEnabled", "DeletionProtection modification");
    if (in.has("WarmThroughput") && !alone) {
      throw TableException.validation(
          INVALID
              + (creates(updates)
                  ? "Create global secondary index cannot be specified when updating WarmThroughput"
                  : "WarmThroughput must be the only operation in the request"));
    }
    checkUnits(in, updates);
  }

  private static void checkUnits(Fields in, List<IndexUpdate> updates) {
    boolean units = in.has("ProvisionedThroughput");
    boolean stream = in.has("StreamSpecification");
    if (units && stream) {
      throw TableException.validation(
          INVALID + "You cannot modify stream status while updating table IOPS");
    }
    if (builds(updates) && units) {
      throw TableException.validation(
          INVALID + "You cannot create or delete index while updating table IOPS");
    }
    if (builds(updates) && stream) {
      throw TableException.validation(
          INVALID + "You cannot create or delete index while changing stream status");
    }
    if (in.has("OnDemandThroughput") && (units || stream || !updates.isEmpty())) {
      throw TableException.validation(
          INVALID
              + "OnDemandThroughput can only be combined with BillingMode in an UpdateTable"
              + " request");
    }
  }

  private static void checkAlone(Fields in, boolean alone, String member, String what) {
    if (in.has(member) && !alone) {
      throw TableException.validation(
          INVALID + what + " must be the only operation in the request");
    }
  }

  private static boolean creates(List<IndexUpdate> updates) {
    return updates.stream().anyMatch(update -> update.action() == IndexUpdate.Action.CREATE);
  }

  private static boolean builds(List<IndexUpdate> updates) {
    return updates.stream().anyMatch(update -> update.action() != IndexUpdate.Action.UPDATE);
  }

  /** Whether the table stays active while its indexes show that they are being changed. */
  static boolean showsInIndexesOnly(Fields in, List<IndexUpdate> updates) {
    return !updates.isEmpty()
        && !builds(updates)
        && !in.has("BillingMode")
        && !in.has("ProvisionedThroughput");
  }
}
