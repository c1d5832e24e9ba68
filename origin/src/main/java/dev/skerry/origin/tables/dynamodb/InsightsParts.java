package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.Insights;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The tables and indexes of which requests about contributor insights are, and what is told. */
final class InsightsParts {
  /** The mode where nothing is said. */
  static final String ALL_KEYS = "ACCESSED_AND_THROTTLED_KEYS";

  /** The index, whose length is told of by itself. */
  static final Member INDEX_NAME = Member.of("IndexName", Shapes.TEXT);

  private final Tables tables;

  InsightsParts(Tables tables) {
    this.tables = tables;
  }

  /**
   * A table, or an index of one.
   *
   * @param index its name, null for the table itself
   * @param number of the index, or {@link Insights#TABLE}
   */
  record Part(TableDefinition table, @Nullable String index, int number) {}

  /** The table of a name, which is not being made. */
  TableDefinition table(Reads reads, String nameOrArn) {
    TableDefinition table = tables.described(reads, nameOrArn);
    if (table.stateAt(tables.now()) == TableDefinition.State.CREATING) {
      throw notFound("Table: " + table.name() + " not found");
    }
    return table;
  }

  /** The part that a request names. */
  Part part(Reads reads, Fields in) {
    String name = in.text("IndexName");
    if (name != null) {
      TableNames.check("IndexName", name);
    }
    TableDefinition table = table(reads, in.requiredText("TableName"));
    if (name == null) {
      return new Part(table, null, Insights.TABLE);
    }
    for (IndexDefinition index : table.schema().kept()) {
      if (index.global() && index.name().equals(name)) {
        return new Part(table, name, index.number());
      }
    }
    throw notFound("Index: " + name + " not found for table: " + table.name());
  }

  private static TableException notFound(String what) {
    return new TableException(
        ErrorType.RESOURCE_NOT_FOUND, "Requested resource not found: " + what);
  }

  /** Which insights are now: nothing was said, or they are as they were said to be. */
  String status(Insights.@Nullable Setting setting) {
    if (setting == null) {
      return "DISABLED";
    }
    Instant settled = setting.since().plus(tables.settings().stateDelay());
    return status(setting, tables.now().isBefore(settled));
  }

  /** The same, where it is known whether they are still becoming so. */
  static String status(Insights.Setting setting, boolean changing) {
    String verb = setting.enabled() ? "enabl" : "disabl";
    return (verb + (changing ? "ing" : "ed")).toUpperCase(Locale.ROOT);
  }

  /** Writes the members that every answer about a part has. */
  void write(JsonGenerator out, Part part, String status, Insights.@Nullable Setting setting) {
    out.writeStringProperty("TableName", part.table().name());
    if (part.index() != null) {
      out.writeStringProperty("IndexName", part.index());
    }
    out.writeStringProperty("ContributorInsightsStatus", status);
    if (setting != null) {
      out.writeStringProperty("ContributorInsightsMode", setting.mode());
    }
  }
}
