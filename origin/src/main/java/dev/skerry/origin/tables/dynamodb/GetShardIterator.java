package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.oneOf;

import dev.skerry.origin.engine.Position;
import dev.skerry.origin.tables.StreamDescription;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code GetShardIterator}. */
final class GetShardIterator implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "GetShardIteratorInput",
          StreamMembers.ARN,
          Member.required(
              "ShardId", Shapes.TEXT, lengthAtLeast(Shard.ID_LEAST), lengthAtMost(Shard.ID_MOST)),
          Member.required(
              "ShardIteratorType",
              Shapes.TEXT,
              oneOf("AFTER_SEQUENCE_NUMBER", "LATEST", "AT_SEQUENCE_NUMBER", "TRIM_HORIZON")),
          Member.of(
              "SequenceNumber",
              Shapes.TEXT,
              lengthAtLeast(Shard.NUMBER_LEAST),
              lengthAtMost(Shard.NUMBER_MOST)));

  private final Tables tables;

  GetShardIterator(Tables tables) {
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
    StreamArn arn = StreamArn.parse(in.requiredText("StreamArn"));
    StreamDescription stream = arn.find(tables);
    String shard = in.requiredText("ShardId");
    if (!shard.equals(Shard.id(stream))) {
      throw new TableException(
          ErrorType.RESOURCE_NOT_FOUND,
          "Requested resource not found: Shard: "
              + shard
              + " in Stream: "
              + arn.text()
              + " not found");
    }
    ShardIterator iterator = new ShardIterator(arn, after(in, stream), tables.now());
    out.writeStringProperty("ShardIterator", iterator.text());
  }

  private @Nullable Position after(Fields in, StreamDescription stream) {
    return switch (in.requiredText("ShardIteratorType")) {
      case "TRIM_HORIZON" -> null;
      case "LATEST" -> tables.engine().feed().newest();
      case "AT_SEQUENCE_NUMBER" -> kept(Shard.before(number(in)), stream);
      default -> kept(number(in), stream);
    };
  }

  private static Position number(Fields in) {
    String number = in.text("SequenceNumber");
    if (number == null) {
      throw TableException.validation(
          "SequenceNumber is required for ShardIteratorType "
              + in.requiredText("ShardIteratorType"));
    }
    return Shard.place(number);
  }

  /** Where the shard begins nothing can have been trimmed before. */
  private Position kept(Position after, StreamDescription stream) {
    Position oldest = tables.engine().feed().oldest();
    Position from = after.compareTo(stream.start()) < 0 ? stream.start() : after;
    if (from.compareTo(oldest) < 0) {
      throw GetRecords.trimmed();
    }
    return from;
  }
}
