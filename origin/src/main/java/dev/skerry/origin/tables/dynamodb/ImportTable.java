package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.oneOf;
import static dev.skerry.origin.tables.dynamodb.Constraint.pattern;

import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** {@code ImportTable}: all is checked, and then that there is no bucket to read. */
final class ImportTable implements Operation {
  private static final Member SOURCE =
      Member.required(
          "S3BucketSource",
          new Shape.Structure(
              "S3BucketSource",
              Buckets.OWNER,
              Buckets.BUCKET,
              Member.of("S3KeyPrefix", Shapes.TEXT, lengthAtMost(1024))));
  private static final Member OPTIONS =
      Member.of(
          "InputFormatOptions",
          new Shape.Structure(
              "InputFormatOptions",
              Member.of(
                  "Csv",
                  new Shape.Structure(
                      "CsvOptions",
                      Member.of(
                          "Delimiter",
                          Shapes.TEXT,
                          pattern("[,;:|\\t ]"),
                          lengthAtLeast(1),
                          lengthAtMost(1)),
                      Member.of(
                          "HeaderList",
                          new Shape.ListOf(
                              Member.each(
                                  Shapes.TEXT,
                                  pattern("[\\x20-\\x21\\x23-\\x2B\\x2D-\\x7E]*"),
                                  lengthAtLeast(1),
                                  lengthAtMost(65_536))),
                          lengthAtLeast(1),
                          lengthAtMost(255))))));
  private static final Member TABLE =
      Member.required(
          "TableCreationParameters",
          new Shape.Structure(
              "TableCreationParameters",
              Member.required(
                  "TableName",
                  Shapes.TEXT,
                  pattern("[a-zA-Z0-9_.-]+"),
                  lengthAtLeast(3),
                  lengthAtMost(255)),
              Member.required("AttributeDefinitions", TableShapes.DEFINITIONS.shape()),
              TableShapes.keySchema(8),
              TableShapes.BILLING_MODE,
              TableShapes.THROUGHPUT,
              OnDemandUnits.MEMBER,
              Traits.ENCRYPTION,
              TableShapes.GLOBAL_INDEXES));
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "ImportTableInput",
          new Member(
              Buckets.CLIENT_TOKEN.name(),
              Buckets.CLIENT_TOKEN.shape(),
              true,
              Buckets.CLIENT_TOKEN.constraints()),
          SOURCE,
          Member.required("InputFormat", Shapes.TEXT, oneOf("DYNAMODB_JSON", "ION", "CSV")),
          OPTIONS,
          Member.of("InputCompressionType", Shapes.TEXT, oneOf("ZSTD", "NONE", "GZIP")),
          TABLE);

  private final Tables tables;

  ImportTable(Tables tables) {
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
    String format = in.requiredText("InputFormat");
    Fields options = in.fields("InputFormatOptions");
    if (options != null && options.has("Csv") && !format.equals("CSV")) {
      throw TableException.validation(
          "Invalid Request: Unsupported InputFormatOptions for the given input format: "
              + format
              + ".");
    }
    checkTable(Objects.requireNonNull(in.fields("TableCreationParameters")));
    Fields source = Objects.requireNonNull(in.fields("S3BucketSource"));
    throw Buckets.missing(source.requiredText("S3Bucket"));
  }

  /** Refuses a table that could not be created. */
  private void checkTable(Fields wanted) {
    boolean byRequest = Billing.isByRequest(wanted);
    new SchemaInput(wanted.list("AttributeDefinitions")).table(wanted, byRequest);
    Traits.of(wanted, byRequest);
    String name = wanted.requiredText("TableName");
    Optional<TableDefinition> there =
        tables
            .engine()
            .<Optional<TableDefinition>, RuntimeException>read(
                snapshot -> Optional.ofNullable(tables.find(snapshot, name)));
    if (there.isPresent()) {
      throw new TableException(ErrorType.RESOURCE_IN_USE, "Table already exists: " + name);
    }
  }
}
