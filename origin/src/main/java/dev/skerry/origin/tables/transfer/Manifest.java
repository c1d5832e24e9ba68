package dev.skerry.origin.tables.transfer;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What the files of an export are told by: its summary, and a line for each data file. */
public final class Manifest {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Manifest() {}

  /** A data file that is written. */
  public record File(String key, long items, String md5, String etag) {}

  /**
   * The period of an incremental export.
   *
   * @param view as it was asked for
   */
  public record Period(Instant from, Instant to, String view) {}

  /** What was exported, and where. */
  public record Summary(
      String exportArn,
      Instant started,
      Instant ended,
      String tableArn,
      String tableId,
      Instant exportTime,
      @Nullable Period period,
      String bucket,
      @Nullable String prefix,
      String sse,
      String manifestFilesKey,
      long billedBytes,
      long items) {}

  /** The octets of {@code manifest-files.json}. */
  public static byte[] files(List<File> files) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (File file : files) {
      byte[] line =
          json(
              out -> {
                out.writeNumberProperty("itemCount", file.items());
                out.writeStringProperty("md5Checksum", file.md5());
                out.writeStringProperty("etag", file.etag());
                out.writeStringProperty("dataFileS3Key", file.key());
              });
      octets.write(line, 0, line.length);
      octets.write('\n');
    }
    return octets.toByteArray();
  }

  /** The octets of {@code manifest-summary.json}. */
  public static byte[] summary(Summary of) {
    Period period = of.period();
    return json(
        out -> {
          out.writeStringProperty("version", period == null ? "2020-06-30" : "2023-08-01");
          out.writeStringProperty("exportArn", of.exportArn());
          out.writeStringProperty("startTime", MOMENT.format(of.started()));
          out.writeStringProperty("endTime", MOMENT.format(of.ended()));
          out.writeStringProperty("tableArn", of.tableArn());
          out.writeStringProperty("tableId", of.tableId());
          if (period == null) {
            out.writeStringProperty("exportTime", MOMENT.format(of.exportTime()));
          } else {
            out.writeStringProperty("exportFromTime", MOMENT.format(period.from()));
            out.writeStringProperty("exportToTime", MOMENT.format(period.to()));
          }
          out.writeStringProperty("s3Bucket", of.bucket());
          out.writeStringProperty("s3Prefix", of.prefix());
          out.writeStringProperty("s3SseAlgorithm", of.sse());
          out.writeNullProperty("s3SseKmsKeyId");
          out.writeStringProperty("manifestFilesS3Key", of.manifestFilesKey());
          out.writeNumberProperty("billedSizeBytes", of.billedBytes());
          out.writeNumberProperty("itemCount", of.items());
          out.writeStringProperty("outputFormat", "DYNAMODB_JSON");
          if (period != null) {
            out.writeStringProperty("outputView", period.view());
          }
          out.writeStringProperty(
              "exportType", period == null ? "FULL_EXPORT" : "INCREMENTAL_EXPORT");
        });
  }

  private static byte[] json(Consumer<JsonGenerator> members) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(512);
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), octets)) {
      out.writeStartObject();
      members.accept(out);
      out.writeEndObject();
    }
    return octets.toByteArray();
  }
}
