package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.error.TableException;
import java.util.ArrayList;
import java.util.List;

/** Which changes of a table can be asked for together, whatever the table. */
final class UpdateRules {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private UpdateRules() {}

  /** Refuses a request that asks for nothing, or for what cannot be done together. */
  static void check(Fields in, List<IndexUpdate> updates) {
    List<String> asked = asked(in);
    if (asked.isEmpty() && updates.isEmpty()) {
      throw TableException.validation(
          "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
              + " GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates,"
              + " MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency,"
              + " DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is"
              + " required");
    }
    if (in.has("GlobalSecondaryIndexUpdates") && updates.isEmpty()) {
      throw TableException.validation(INVALID + "List of GlobalSecondaryIndexUpdates is empty");
    }
    boolean alone = asked.size() + (updates.isEmpty() ? 0 : 1) == 1;
    checkAlone(in, alone, "SSESpecification", "Server-Side Encryption modification");
    checkAlone(in, alone, "TableClass", "TableClass modification");
    checkAlone(in, alone, "DeletionProtectionEnabled", "DeletionProtection modification");
    if (asked.contains("OnDemandThroughput") && asked.contains("WarmThroughput")) {
      throw limitedWithOther();
    }
    if (asked.contains("WarmThroughput") && !alone) {
      throw TableException.validation(
          INVALID
              + (creates(updates)
                  ? "Create global secondary index cannot be specified when updating WarmThroughput"
                  : "WarmThroughput must be the only operation in the request"));
    }
    checkUnits(in, updates);
  }

  /** What is asked for; a structure in which nothing is said is no matter beside others. */
  private static List<String> asked(Fields in) {
    List<String> asked =
        new ArrayList<>(
            Conditions.present(
                in,
                "BillingMode",
                "ProvisionedThroughput",
                "StreamSpecification",
                "DeletionProtectionEnabled",
                "SSESpecification",
                "TableClass",
                "OnDemandThroughput",
                "WarmThroughput"));
    if (asked.size() > 1 && OnDemandUnits.isEmpty(in)) {
      asked.remove("OnDemandThroughput");
    }
    if (asked.size() > 1 && WarmUnits.isEmpty(in)) {
      asked.remove("WarmThroughput");
    }
    return asked;
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
    if (in.has("OnDemandThroughput")
        && !OnDemandUnits.isEmpty(in)
        && (units || stream || !updates.isEmpty())) {
      throw limitedWithOther();
    }
  }

  private static TableException limitedWithOther() {
    return TableException.validation(
        INVALID
            + "OnDemandThroughput can only be combined with BillingMode in an UpdateTable request");
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
