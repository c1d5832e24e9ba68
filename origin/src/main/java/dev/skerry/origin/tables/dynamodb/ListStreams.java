package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.atLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.atMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.pattern;

import dev.skerry.origin.tables.StreamDescription;
import dev.skerry.origin.tables.Tables;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code ListStreams}. */
final class ListStreams implements Operation {
  private static final int MOST = 100;
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "ListStreamsInput",
          Member.of(
              "TableName",
              Shapes.TEXT,
              pattern("[a-zA-Z0-9_.-]+"),
              lengthAtLeast(3),
              lengthAtMost(255)),
          Member.of("Limit", Shapes.INTEGER, atLeast(1), atMost(MOST)),
          Member.of(
              "ExclusiveStartStreamArn",
              Shapes.TEXT,
              lengthAtLeast(StreamArn.LEAST),
              lengthAtMost(StreamArn.MOST)));

  private final Tables tables;

  ListStreams(Tables tables) {
    this.tables = tables;
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
    Long limit = in.number("Limit");
    int most = limit == null ? MOST : limit.intValue();
    @Nullable String start = in.text("ExclusiveStartStreamArn");
    List<StreamDescription> streams =
        tables
            .streams()
            .list(
                in.text("TableName"),
                start == null ? null : StreamArn.parse(start).place(),
                most + 1);
    boolean more = streams.size() > most;
    List<StreamDescription> shown = more ? streams.subList(0, most) : streams;
    out.writeArrayPropertyStart("Streams");
    for (StreamDescription stream : shown) {
      out.writeStartObject();
      out.writeStringProperty("StreamArn", stream.arn(tables.settings()));
      out.writeStringProperty("TableName", stream.tableName());
      out.writeStringProperty("StreamLabel", stream.stream().label());
      out.writeEndObject();
    }
    out.writeEndArray();
    if (more) {
      out.writeStringProperty("LastEvaluatedStreamArn", shown.getLast().arn(tables.settings()));
    }
  }
}
