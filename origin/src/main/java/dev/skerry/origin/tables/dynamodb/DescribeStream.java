package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.atLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.atMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.oneOf;

import dev.skerry.origin.engine.Position;
import dev.skerry.origin.tables.StreamDescription;
import dev.skerry.origin.tables.Tables;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/** {@code DescribeStream}: a stream has one shard. */
final class DescribeStream implements Operation {
  private static final Member SHARD_ID =
      Member.of("ShardId", Shapes.TEXT, lengthAtLeast(Shard.ID_LEAST), lengthAtMost(Shard.ID_MOST));
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "DescribeStreamInput",
          StreamMembers.ARN,
          Member.of("Limit", Shapes.INTEGER, atLeast(1), atMost(100)),
          new Member("ExclusiveStartShardId", SHARD_ID.shape(), false, SHARD_ID.constraints()),
          Member.of(
              "ShardFilter",
              new Shape.Structure(
                  "ShardFilter", Member.of("Type", Shapes.TEXT, oneOf("CHILD_SHARDS")), SHARD_ID)));

  private final Tables tables;

  DescribeStream(Tables tables) {
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
    StreamDescription stream =
        tables.streams().ended(StreamArn.parse(in.requiredText("StreamArn")).find(tables));
    out.writeObjectPropertyStart("StreamDescription");
    out.writeStringProperty("StreamArn", stream.arn(tables.settings()));
    out.writeStringProperty("StreamLabel", stream.stream().label());
    out.writeStringProperty("StreamStatus", status(stream));
    out.writeStringProperty("StreamViewType", stream.stream().view().name());
    SchemaWriter schema = new SchemaWriter(out);
    schema.seconds("CreationRequestDateTime", stream.stream().opened());
    out.writeStringProperty("TableName", stream.tableName());
    schema.key(stream.partition(), stream.sort());
    out.writeArrayPropertyStart("Shards");
    // No shard is behind the first, and none is the child of another.
    if (!in.has("ExclusiveStartShardId") && !in.has("ShardFilter")) {
      shard(stream, out);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private String status(StreamDescription stream) {
    Instant closed = stream.closed();
    Instant since = closed == null ? stream.stream().opened() : closed;
    boolean settled = !tables.now().isBefore(since.plus(tables.settings().stateDelay()));
    return (closed == null ? "ENABL" : "DISABL") + (settled ? "ED" : "ING");
  }

  private static void shard(StreamDescription stream, JsonGenerator out) {
    out.writeStartObject();
    out.writeStringProperty("ShardId", Shard.id(stream));
    out.writeObjectPropertyStart("SequenceNumberRange");
    out.writeStringProperty("StartingSequenceNumber", Shard.number(stream.start()));
    if (stream.last() != null) {
      out.writeStringProperty("EndingSequenceNumber", Shard.number(Position.after(stream.last())));
    }
    out.writeEndObject();
    out.writeEndObject();
  }
}
