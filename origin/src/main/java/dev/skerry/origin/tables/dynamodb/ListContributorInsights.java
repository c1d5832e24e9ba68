package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.atMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.Insights;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * {@code ListContributorInsights}: the tables and indexes whose insights are not disabled, each
 * table before its indexes. A token is the Base64 of where the page before ended.
 */
final class ListContributorInsights implements Operation {
  private static final int MOST = 100;

  /** Tables that are looked at for a page; if none of them has any, the page is empty. */
  private static final int TABLES = 1_000;

  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "ListContributorInsightsInput",
          Member.of("TableName", Shapes.TEXT, lengthAtLeast(1), lengthAtMost(1024)),
          Member.of("NextToken", Shapes.TEXT),
          Member.of("MaxResults", Shapes.INTEGER, atMost(MOST)));

  private final Tables tables;
  private final InsightsParts parts;

  ListContributorInsights(Tables tables) {
    this.tables = tables;
    this.parts = new InsightsParts(tables);
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public boolean needsTable() {
    return false;
  }

  /** Where a page ends: behind a table, or behind an index of it. */
  private record Place(String table, String index) {
    static final Place START = new Place("", "");

    static Place of(@Nullable String token) {
      if (token == null) {
        return START;
      }
      try {
        String text = new String(Base64.getUrlDecoder().decode(token), UTF_8);
        int slash = text.indexOf('/');
        if (slash > 0) {
          return new Place(text.substring(0, slash), text.substring(slash + 1));
        }
      } catch (IllegalArgumentException e) {
        // It is no token of ours either.
      }
      throw TableException.validation("Invalid Request: Provided nextToken is invalid: " + token);
    }

    String token() {
      return Base64.getUrlEncoder().encodeToString((table + "/" + index).getBytes(UTF_8));
    }
  }

  private record Entry(InsightsParts.Part part, Insights.Setting setting, String status) {
    Place place() {
      return new Place(part.table().name(), part.index() == null ? "" : part.index());
    }
  }

  /** Some entries, and where what was looked at ends; null when that was all. */
  private record Found(List<Entry> entries, @Nullable Place end) {}

  @Override
  public void answer(Fields in, JsonGenerator out) {
    Long limit = in.number("MaxResults");
    int most = limit == null || limit < 1 ? MOST : limit.intValue();
    Place start = Place.of(in.text("NextToken"));
    Found found =
        tables.engine().<Found, RuntimeException>read(snapshot -> find(snapshot, in, start, most));
    out.writeArrayPropertyStart("ContributorInsightsSummaries");
    for (Entry entry : found.entries()) {
      out.writeStartObject();
      parts.write(out, entry.part(), entry.status(), entry.setting());
      out.writeEndObject();
    }
    out.writeEndArray();
    if (found.end() != null) {
      out.writeStringProperty("NextToken", found.end().token());
    }
  }

  private Found find(Reads reads, Fields in, Place start, int most) {
    List<TableDefinition> looked = looked(reads, in.text("TableName"), start);
    List<Entry> entries = new ArrayList<>();
    for (TableDefinition table : looked) {
      for (Entry entry : of(reads, table)) {
        boolean isBehind =
            !table.name().equals(start.table())
                || entry.place().index().compareTo(start.index()) > 0;
        if (isBehind && entries.size() == most) {
          return new Found(entries, entries.getLast().place());
        }
        if (isBehind) {
          entries.add(entry);
        }
      }
    }
    boolean all = in.has("TableName") || looked.size() < TABLES;
    // Behind the last index that there can be of the last table.
    return new Found(entries, all ? null : new Place(looked.getLast().name(), "\uffff"));
  }

  private List<TableDefinition> looked(Reads reads, @Nullable String named, Place start) {
    if (named != null) {
      return List.of(parts.table(reads, named));
    }
    List<TableDefinition> looked = new ArrayList<>();
    Optional.ofNullable(start.table().isEmpty() ? null : tables.find(reads, start.table()))
        .ifPresent(looked::add);
    looked.addAll(tables.after(start.table(), TABLES - looked.size()));
    return looked;
  }

  private List<Entry> of(Reads reads, TableDefinition table) {
    Insights all = Insights.find(reads, table);
    List<Entry> entries = new ArrayList<>();
    add(entries, all, new InsightsParts.Part(table, null, Insights.TABLE));
    table.schema().kept().stream()
        .filter(IndexDefinition::global)
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .forEach(
            index ->
                add(entries, all, new InsightsParts.Part(table, index.name(), index.number())));
    return entries;
  }

  private void add(List<Entry> entries, Insights all, InsightsParts.Part part) {
    Insights.@Nullable Setting setting = all.of(part.number());
    String status = parts.status(setting);
    if (setting != null && !status.equals("DISABLED")) {
      entries.add(new Entry(part, setting, status));
    }
  }
}
