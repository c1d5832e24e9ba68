package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.oneOf;
import static dev.skerry.origin.tables.dynamodb.Constraint.pattern;

import dev.skerry.origin.tables.Import;
import dev.skerry.origin.tables.Imports;
import dev.skerry.origin.tables.TableOptions;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;

/** {@code ImportTable}; what the bucket refuses is told by the import. */
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
    Fields wanted = Objects.requireNonNull(in.fields("TableCreationParameters"));
    boolean byRequest = Billing.isByRequest(wanted);
    Imports.Target target =
        new Imports.Target(
            wanted.requiredText("TableName"),
            new SchemaInput(wanted.list("AttributeDefinitions")).table(wanted, byRequest),
            new TableOptions(byRequest, Billing.throughput(wanted), null, null, false, Map.of()),
            Traits.of(wanted, byRequest));
    Import.Wish wish = wish(in, format);
    Import done = tables.imports().start(target, wish);
    new TransferWriter(tables, out).describe(done);
  }

  private static Import.Wish wish(Fields in, String format) {
    String compression = in.text("InputCompressionType", "NONE");
    if (format.equals("ION")) {
      throw unsupported("Input Format ION is not supported here, only DYNAMODB_JSON and CSV");
    }
    if (compression.equals("ZSTD")) {
      throw unsupported("Input Compression Type ZSTD is not supported here, only GZIP and NONE");
    }
    Fields source = Objects.requireNonNull(in.fields("S3BucketSource"));
    Fields options = in.fields("InputFormatOptions");
    Fields csv = options == null ? null : options.fields("Csv");
    return new Import.Wish(
        source.requiredText("S3Bucket"),
        source.text("S3BucketOwner"),
        source.text("S3KeyPrefix"),
        Import.Format.valueOf(format),
        csv == null ? null : csv.text("Delimiter"),
        csv == null ? List.of() : csv.texts("HeaderList"),
        compression.equals("GZIP"),
        in.text("InputCompressionType"),
        in.requiredText("ClientToken"),
        HexFormat.of().formatHex(Fingerprint.of(List.of(in))));
  }

  private static TableException unsupported(String text) {
    return TableException.validation("Invalid Request: " + text);
  }
}
