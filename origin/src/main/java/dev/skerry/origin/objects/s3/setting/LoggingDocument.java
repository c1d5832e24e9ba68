package dev.skerry.origin.objects.s3.setting;

import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.util.Optional;
import java.util.Set;

/**
 * Where the access log of a bucket goes. Source: "LoggingEnabled" in the Amazon S3 API reference.
 *
 * @param bucket the name of the one that gets it
 * @param prefix with which the keys of its objects begin
 * @param format how they go on
 */
public record LoggingDocument(String bucket, String prefix, Format format) {
  private static final String ROOT = "BucketLoggingStatus";
  private static final String ENABLED = "LoggingEnabled";
  private static final String BUCKET = "TargetBucket";
  private static final String PREFIX = "TargetPrefix";
  private static final String GRANTS = "TargetGrants";
  private static final String FORMAT = "TargetObjectKeyFormat";
  private static final String SIMPLE = "SimplePrefix";
  private static final String PARTITIONED = "PartitionedPrefix";
  private static final String SOURCE = "PartitionDateSource";
  private static final int PREFIX_CHARS_MAX = 800;

  /** How the keys of a log's objects go on behind its prefix. */
  public enum Format {
    /** With nothing but the moment, as the configuration says nothing. */
    UNSAID,
    /** With nothing but the moment. */
    SIMPLE,
    /** By source and day of the calls. */
    BY_EVENT,
    /** By source and day of the delivery. */
    BY_DELIVERY
  }

  /**
   * Reads a configuration.
   *
   * @return empty for one that logs nothing
   * @throws S3Exception {@code MalformedXML}; {@code NotImplemented} for grants of its own
   */
  public static Optional<LoggingDocument> of(XmlNode root) {
    return root.named(ROOT)
        .only(Set.of(ENABLED), Set.of())
        .child(ENABLED)
        .map(LoggingDocument::enabled);
  }

  private static LoggingDocument enabled(XmlNode enabled) {
    enabled.only(Set.of(BUCKET, PREFIX, GRANTS, FORMAT), Set.of());
    if (enabled.child(GRANTS).filter(grants -> !grants.children().isEmpty()).isPresent()) {
      throw S3Error.NOT_IMPLEMENTED.exception(
          "Skerry's logs have no TargetGrants: the policy of the bucket says who may read them");
    }
    String bucket = enabled.required(BUCKET);
    String prefix = enabled.child(PREFIX).orElseThrow(S3Error.MALFORMED_XML::exception).text();
    if (bucket.isEmpty() || prefix.length() > PREFIX_CHARS_MAX) {
      throw S3Error.MALFORMED_XML.exception();
    }
    return new LoggingDocument(
        bucket, prefix, enabled.child(FORMAT).map(LoggingDocument::format).orElse(Format.UNSAID));
  }

  private static Format format(XmlNode format) {
    format.only(Set.of(SIMPLE, PARTITIONED), Set.of());
    if (format.children().size() != 1) {
      throw S3Error.MALFORMED_XML.exception();
    }
    Optional<XmlNode> partitioned = format.child(PARTITIONED);
    if (partitioned.isEmpty()) {
      return Format.SIMPLE;
    }
    return switch (partitioned.get().value(SOURCE).orElse("EventTime")) {
      case "EventTime" -> Format.BY_EVENT;
      case "DeliveryTime" -> Format.BY_DELIVERY;
      default -> throw S3Error.MALFORMED_XML.exception();
    };
  }

  /** What stands for a bucket that logs nothing. */
  public static byte[] none() {
    return XmlText.of(ROOT).end(ROOT);
  }

  /** The configuration as it is answered. */
  public byte[] document() {
    XmlText xml = XmlText.of(ROOT).open(ENABLED).element(BUCKET, bucket).element(PREFIX, prefix);
    switch (format) {
      case UNSAID -> {}
      case SIMPLE -> xml.open(FORMAT).open(SIMPLE).close(SIMPLE).close(FORMAT);
      case BY_EVENT, BY_DELIVERY ->
          xml.open(FORMAT)
              .open(PARTITIONED)
              .element(SOURCE, format == Format.BY_EVENT ? "EventTime" : "DeliveryTime")
              .close(PARTITIONED)
              .close(FORMAT);
    }
    return xml.close(ENABLED).end(ROOT);
  }
}
