package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.oneOf;

import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The operations on Kinesis data streams that a table's changes go to. There are no such streams
 * here: no table has one, and each attempt to give it one is refused.
 */
final class KinesisDestination implements Operation {
  private static final String STATE =
      "Table is not in a valid state to enable Kinesis Streaming Destination: ";
  private static final String PRECISION = "ApproximateCreationDateTimePrecision";
  private static final Member STREAM_ARN =
      Member.required("StreamArn", Shapes.TEXT, lengthAtLeast(37), lengthAtMost(1024));
  private static final Member ENABLING = configuration("EnableKinesisStreamingConfiguration");
  private static final Member UPDATING = configuration("UpdateKinesisStreamingConfiguration");

  private final Tables tables;
  private final Action action;
  private final Shape.Structure input;

  KinesisDestination(Tables tables, Action action) {
    this.tables = tables;
    this.action = action;
    this.input = shape(action);
  }

  /** What is asked for. */
  enum Action {
    DESCRIBE,
    ENABLE,
    DISABLE,
    UPDATE
  }

  private static Shape.Structure shape(Action action) {
    return switch (action) {
      case DESCRIBE ->
          new Shape.Structure(
              "DescribeKinesisStreamingDestinationInput", Members.TABLE_NAME_OR_ARN);
      case ENABLE ->
          new Shape.Structure(
              "KinesisStreamingDestinationInput", Members.TABLE_NAME_OR_ARN, STREAM_ARN, ENABLING);
      case DISABLE ->
          new Shape.Structure(
              "KinesisStreamingDestinationInput", Members.TABLE_NAME_OR_ARN, STREAM_ARN, ENABLING);
      case UPDATE ->
          new Shape.Structure(
              "UpdateKinesisStreamingDestinationInput",
              Members.TABLE_NAME_OR_ARN,
              STREAM_ARN,
              UPDATING);
    };
  }

  private static Member configuration(String name) {
    return Member.of(
        name,
        new Shape.Structure(
            name, Member.of(PRECISION, Shapes.TEXT, oneOf("MILLISECOND", "MICROSECOND"))));
  }

  @Override
  public Shape.Structure input() {
    return input;
  }

  @Override
  public boolean needsTable() {
    return false;
  }

  @Override
  public void answer(Fields in, JsonGenerator out) {
    TableDefinition table =
        tables
            .engine()
            .<TableDefinition, RuntimeException>read(
                snapshot -> tables.described(snapshot, in.requiredText("TableName")));
    if (action != Action.DESCRIBE) {
      throw TableException.validation(refusal(in, table));
    }
    out.writeStringProperty("TableName", table.name());
    out.writeArrayPropertyStart("KinesisDataStreamDestinations");
    out.writeEndArray();
  }

  private String refusal(Fields in, TableDefinition table) {
    String stream = in.requiredText("StreamArn");
    return switch (action) {
      case DESCRIBE -> throw new IllegalStateException("it is not refused");
      case ENABLE ->
          STATE + "There are no Kinesis data streams here, so nothing can be sent to " + stream;
      case DISABLE ->
          in.has("EnableKinesisStreamingConfiguration")
              ? "Stream cannot be disabled using EnableKinesisStreamingConfiguration parameters"
              : STATE + "KinesisStreamingDestination must be ACTIVE to perform DISABLE operation.";
      case UPDATE -> {
        @Nullable Fields wanted = in.fields("UpdateKinesisStreamingConfiguration");
        yield wanted == null || !wanted.has(PRECISION)
            ? "Streaming destination cannot be updated with given parameters:"
                + " UpdateKinesisStreamingConfiguration cannot be null or contain only null values"
            : STATE
                + "No streaming destination with streamArn: "
                + stream
                + " found for table with tableName: "
                + table.name();
      }
    };
  }
}
