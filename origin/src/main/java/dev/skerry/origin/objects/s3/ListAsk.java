package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.ListQuestion;
import dev.skerry.origin.objects.ListQuestion.Position;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.PercentCoding;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all listings ask for.
 *
 * @param limit as it was asked for: keys or other things, and common prefixes
 * @param encoded whether keys are to be percent-encoded
 * @param restoredAt the moment of the call, if it asks which objects are restored; else null
 */
record ListAsk(
    String prefix,
    String delimiter,
    int limit,
    boolean encoded,
    String limitName,
    @Nullable Instant restoredAt) {
  private static final int LIMIT = 1_000;

  /** A listing of keys or versions. */
  static ListAsk of(Ask ask) {
    return of(ask, "max-keys", "MaxKeys");
  }

  /** A listing of uploads. */
  static ListAsk ofUploads(Ask ask) {
    return of(ask, "max-uploads", "MaxUploads");
  }

  private static ListAsk of(Ask ask, String parameter, String element) {
    String encoding = ask.query().value("encoding-type").orElse(null);
    if (encoding != null && !encoding.equals("url")) {
      throw S3Exception.argument(
          "encoding-type", encoding, "Invalid Encoding Method specified in Request");
    }
    return new ListAsk(
        ask.query().value("prefix").orElse(""),
        ask.query().value("delimiter").orElse(""),
        Math.min(ask.query().number(parameter, LIMIT), LIMIT),
        encoding != null,
        element,
        asksRestored(ask) ? ask.now() : null);
  }

  private static boolean asksRestored(Ask ask) {
    String attributes = ask.field("x-amz-optional-object-attributes");
    return attributes != null
        && Arrays.stream(attributes.split(",", -1))
            .anyMatch(each -> each.strip().equals("RestoreStatus"));
  }

  /** The place behind a key; null for the beginning. */
  static @Nullable Position behind(String key) {
    return key.isEmpty() ? null : Position.behind(key);
  }

  /** What the kernel is asked. */
  ListQuestion question(@Nullable Position after) {
    return new ListQuestion(prefix, delimiter, after, limit);
  }

  /** Writes the elements that all listings have, but for the prefix. */
  void head(XmlText xml) {
    if (!delimiter.isEmpty()) {
      element(xml, "Delimiter", delimiter);
    }
    xml.element(limitName, limit);
    if (encoded) {
      xml.element("EncodingType", "url");
    }
  }

  /** Writes a key or a part of one. */
  void element(XmlText xml, String name, String key) {
    xml.element(name, encoded ? PercentCoding.encodeKey(key) : key);
  }

  /** Writes common prefixes. */
  void prefixes(XmlText xml, List<String> prefixes) {
    for (String each : prefixes) {
      xml.open("CommonPrefixes");
      element(xml, "Prefix", each);
      xml.close("CommonPrefixes");
    }
  }
}
