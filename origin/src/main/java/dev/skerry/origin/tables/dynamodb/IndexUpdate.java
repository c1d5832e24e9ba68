package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is to become of one global index.
 *
 * @param in the members of the action
 */
record IndexUpdate(Action action, String name, Fields in) {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final long MOST_UNITS = 1_000_000_000_000L;

  /** What can become of it. */
  enum Action {
    UPDATE("Update"),
    CREATE("Create"),
    DELETE("Delete");

    private final String member;

    Action(String member) {
      this.member = member;
    }

    /** The word for it in texts. */
    String word() {
      return member.toLowerCase(Locale.ROOT);
    }
  }

  /** How updates look in a request. */
  static final Member MEMBER =
      Member.of(
          "GlobalSecondaryIndexUpdates",
          new Shape.ListOf(
              Member.each(
                  new Shape.Structure(
                      "GlobalSecondaryIndexUpdate",
                      action(
                          Action.UPDATE,
                          TableShapes.INDEX_NAME,
                          TableShapes.THROUGHPUT,
                          OnDemandUnits.MEMBER,
                          WarmUnits.MEMBER),
                      action(
                          Action.CREATE,
                          TableShapes.PROJECTION,
                          TableShapes.INDEX_NAME,
                          TableShapes.THROUGHPUT,
                          TableShapes.keySchema(8),
                          OnDemandUnits.MEMBER,
                          WarmUnits.MEMBER),
                      action(Action.DELETE, TableShapes.INDEX_NAME)))));

  private static Member action(Action action, Member... members) {
    return Member.of(
        action.member, new Shape.Structure(action.member + "GlobalSecondaryIndexAction", members));
  }

  /** Reads the updates of a request, and refuses what no table could do. */
  static List<IndexUpdate> read(Fields in) {
    List<IndexUpdate> updates = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Fields each : in.list("GlobalSecondaryIndexUpdates")) {
      IndexUpdate update = read1(each);
      if (!names.add(update.name)) {
        throw TableException.validation(
            INVALID
                + "Only one global secondary index update per index is allowed simultaneously."
                + " Index: "
                + update.name);
      }
      updates.add(update);
    }
    if (updates.stream().filter(update -> update.action != Action.UPDATE).count() > 1) {
      throw tooMany();
    }
    updates.forEach(IndexUpdate::check);
    return updates;
  }

  private static IndexUpdate read1(Fields each) {
    IndexUpdate found = null;
    for (Action action : Action.values()) {
      Fields in = each.fields(action.member);
      if (in != null) {
        if (found != null) {
          throw TableException.validation(
              INVALID
                  + "Only one global secondary index action is allowed per"
                  + " GlobalSecondaryIndexUpdate object");
        }
        found = new IndexUpdate(action, in.requiredText("IndexName"), in);
      }
    }
    if (found == null) {
      throw TableException.validation(
          INVALID
              + "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
              + " GlobalSecondaryIndexUpdate.Delete must not be null");
    }
    return found;
  }

  private void check() {
    if (action == Action.CREATE) {
      SchemaInput.checkedProjection(in);
    }
    if (action == Action.UPDATE && WarmUnits.isEmpty(in)) {
      throw TableException.validation(
          INVALID
              + "WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond"
              + " specified for index: "
              + name);
    }
    Fields units = in.fields("ProvisionedThroughput");
    if (units != null && action == Action.UPDATE) {
      for (String member : List.of("ReadCapacityUnits", "WriteCapacityUnits")) {
        Long value = units.number(member);
        if (value != null && value > MOST_UNITS) {
          throw TableException.validation(
              "This operation cannot be performed with given input values. Please contact DynamoDB"
                  + " service team for more info: Action Blocked: IndexUpdate");
        }
      }
    }
  }

  /** The refusal of a second index to be created or deleted at a time. */
  static TableException tooMany() {
    return new TableException(
        ErrorType.LIMIT_EXCEEDED,
        "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously"
            + " per table");
  }
}
