package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.oneOf;

import dev.skerry.origin.tables.ContinuousBackups;
import dev.skerry.origin.tables.Export;
import dev.skerry.origin.tables.TableArn;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.transfer.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code ExportTableToPointInTime}; what the bucket refuses is told by the export. */
final class ExportTableToPointInTime implements Operation {
  private static final Duration LEAST_PERIOD = Duration.ofMinutes(15);
  private static final Duration MOST_PERIOD = Duration.ofHours(24);
  private static final Shape.Structure INCREMENTAL =
      new Shape.Structure(
          "IncrementalExportSpecification",
          Member.of("ExportFromTime", Shapes.MOMENT),
          Member.of("ExportToTime", Shapes.MOMENT),
          Member.of("ExportViewType", Shapes.TEXT, oneOf("NEW_IMAGE", "NEW_AND_OLD_IMAGES")));
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "ExportTableToPointInTimeInput",
          Member.required("TableArn", Shapes.TEXT, lengthAtLeast(1), lengthAtMost(1024)),
          Member.of("ExportTime", Shapes.MOMENT),
          Buckets.CLIENT_TOKEN,
          Buckets.BUCKET,
          Buckets.OWNER,
          Member.of("S3Prefix", Shapes.TEXT, lengthAtMost(1024)),
          Member.of("S3SseAlgorithm", Shapes.TEXT, oneOf("AES256", "KMS")),
          Member.of("S3SseKmsKeyId", Shapes.TEXT, lengthAtLeast(1), lengthAtMost(2048)),
          Member.of("ExportFormat", Shapes.TEXT, oneOf("DYNAMODB_JSON", "ION")),
          Member.of("ExportType", Shapes.TEXT, oneOf("FULL_EXPORT", "INCREMENTAL_EXPORT")),
          Member.of("IncrementalExportSpecification", INCREMENTAL));

  private final Tables tables;

  ExportTableToPointInTime(Tables tables) {
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
    String arn = in.requiredText("TableArn");
    TableArn named = named(arn);
    if (in.has("S3SseKmsKeyId") && !"KMS".equals(in.text("S3SseAlgorithm"))) {
      throw invalid("KMS Key Id is not supported for this encryption type");
    }
    Fields period = period(in);
    TableDefinition table = table(arn, named);
    if (period != null) {
      checkPeriod(period, table);
    }
    ContinuousBackups.Window window = tables.continuousBackups().describe(table.name());
    if (!window.isEnabled()) {
      throw ContinuousBackups.notEnabled(table);
    }
    Double time = in.decimal("ExportTime");
    if (time != null && (isBefore(time, window.earliest()) || !isBefore(time, tables.now()))) {
      throw new TableException(ErrorType.INVALID_EXPORT_TIME, "Export Time is invalid");
    }
    refuseUnsupported(in);
    Export export = tables.exports().start(table.name(), wish(in, period, time));
    new TransferWriter(tables, out).export("ExportDescription", export);
  }

  private static void refuseUnsupported(Fields in) {
    if ("ION".equals(in.text("ExportFormat"))) {
      throw invalid("Export Format ION is not supported here, only DYNAMODB_JSON");
    }
    if ("KMS".equals(in.text("S3SseAlgorithm"))) {
      throw invalid("S3 SSE Algorithm KMS is not supported here, only AES256");
    }
  }

  private Export.Wish wish(Fields in, @Nullable Fields period, @Nullable Double time) {
    Instant now = tables.now();
    return new Export.Wish(
        in.requiredText("S3Bucket"),
        in.text("S3BucketOwner"),
        in.text("S3Prefix"),
        in.text("S3SseAlgorithm"),
        in.text("ClientToken"),
        HexFormat.of().formatHex(Fingerprint.of(List.of(in))),
        period == null
            ? null
            : new Manifest.Period(
                moment(period, "ExportFromTime", now),
                moment(period, "ExportToTime", now),
                period.text("ExportViewType", "NEW_AND_OLD_IMAGES")),
        time == null ? null : Instant.ofEpochSecond(time.longValue()));
  }

  private static TableArn named(String arn) {
    TableArn named = TableArn.find(arn);
    if (named != null) {
      return named;
    }
    throw arn.startsWith("arn:")
        ? invalid("Table ARN is invalid.")
        : TableException.validation(
            "One or more parameter values were invalid: tableArn is not a valid ARN");
  }

  /** What is to be exported of an incremental export; null where all is. */
  private static @Nullable Fields period(Fields in) {
    Fields period = in.fields("IncrementalExportSpecification");
    String type = in.text("ExportType");
    boolean incremental = "INCREMENTAL_EXPORT".equals(type);
    if (period != null && type == null) {
      throw invalid(
          "Export Type expected to be Incremental Export when incremental export specification is"
              + " provided");
    }
    if (period != null && !incremental) {
      throw invalid(
          "When Export Type is Full Export , Incremental Export Specification should not be"
              + " provided");
    }
    if (period == null && incremental) {
      throw invalid(
          "Incremental Export Specification expected when export type is set as Incremental"
              + " Export");
    }
    if (period != null && !period.has("ExportFromTime")) {
      throw invalid("ExportFromTime must be provided in IncrementalExportSpecification");
    }
    return period;
  }

  private TableDefinition table(String arn, TableArn named) {
    if (!named.account().equals(tables.settings().account())) {
      throw new TableException(ErrorType.ACCESS_DENIED, "Access is denied");
    }
    Optional<TableDefinition> found =
        named.region().equals(tables.settings().region())
            ? tables
                .engine()
                .<Optional<TableDefinition>, RuntimeException>read(
                    snapshot -> Optional.ofNullable(tables.find(snapshot, named.table())))
            : Optional.empty();
    return found
        .filter(table -> table.isUsableAt(tables.now()))
        .orElseThrow(
            () -> new TableException(ErrorType.TABLE_NOT_FOUND, "Table not found: " + arn));
  }

  private void checkPeriod(Fields period, TableDefinition table) {
    Instant now = tables.now();
    Instant from = moment(period, "ExportFromTime", now);
    Instant to = moment(period, "ExportToTime", now);
    if (from.isBefore(table.created())) {
      throw invalidPeriod(
          "Incremental export period from time cannot be less than the table creation time : "
              + from);
    }
    if (to.isAfter(now)) {
      throw invalidPeriod(
          "Incremental export period to time cannot be greater than the current time : " + to);
    }
    Duration length = Duration.between(from, to);
    if (length.compareTo(LEAST_PERIOD) < 0 || length.compareTo(MOST_PERIOD) > 0) {
      throw invalidPeriod(
          "Difference between export period from time and export period to time is "
              + (length.compareTo(LEAST_PERIOD) < 0
                  ? "less than 15 minutes"
                  : "greater than 24 hours"));
    }
  }

  private static Instant moment(Fields period, String member, Instant otherwise) {
    Double seconds = period.decimal(member);
    return seconds == null
        ? otherwise
        : Instant.ofEpochSecond(Math.clamp(seconds.longValue(), 0, 1L << 36));
  }

  private static boolean isBefore(double seconds, Instant moment) {
    return seconds * 1000 < moment.toEpochMilli();
  }

  private static TableException invalid(String text) {
    return TableException.validation("Invalid Request: " + text);
  }

  private static TableException invalidPeriod(String text) {
    return new TableException(ErrorType.INVALID_EXPORT_TIME, text);
  }
}
