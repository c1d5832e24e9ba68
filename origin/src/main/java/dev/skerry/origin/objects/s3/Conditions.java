package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.http.HttpDate;
import dev.skerry.origin.objects.DeleteCondition;
import dev.skerry.origin.objects.ReadCondition;
import dev.skerry.origin.objects.WriteCondition;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions in the fields of a request (RFC 9110 §13). */
public final class Conditions {
  private static final String MATCH = "if-match";
  private static final String NONE_MATCH = "if-none-match";
  private static final String MODIFIED = "if-modified-since";
  private static final String UNMODIFIED = "if-unmodified-since";
  private static final String SOURCE = "x-amz-copy-source-";

  private Conditions() {}

  /** Those of a read. */
  public static ReadCondition ofRead(Fields fields, Instant now) {
    return read(fields, "", now);
  }

  /** Those of a copy on its source. */
  static ReadCondition ofSource(Fields fields, Instant now) {
    return read(fields, SOURCE, now);
  }

  private static ReadCondition read(Fields fields, String prefix, Instant now) {
    return new ReadCondition(
        tags(fields.combined(prefix + MATCH)),
        tags(fields.combined(prefix + NONE_MATCH)),
        moment(fields.first(prefix + MODIFIED), now),
        moment(fields.first(prefix + UNMODIFIED), now));
  }

  /**
   * Those of a write. Of entity tags that must not be there S3 takes {@code *} alone; one by name
   * means here what it means in HTTP.
   */
  static WriteCondition ofWrite(Fields fields) {
    String match = fields.combined(MATCH);
    String noneMatch = fields.combined(NONE_MATCH);
    boolean isOneTag = noneMatch == null || !(noneMatch.contains(",") || noneMatch.isBlank());
    if (!isOneTag || (noneMatch != null && match != null)) {
      throw notImplemented(NONE_MATCH);
    }
    for (String date : List.of(MODIFIED, UNMODIFIED)) {
      if (fields.contains(date)) {
        throw notImplemented(date);
      }
    }
    return new WriteCondition(
        match == null ? null : bare(match.strip()),
        noneMatch == null ? null : noneMatch(noneMatch.strip()));
  }

  /** In quotation marks an asterisk is a tag, which no object has. */
  private static String noneMatch(String tag) {
    String bare = bare(tag);
    return bare.equals("*") ? tag : bare;
  }

  /** Those of a deletion. */
  static DeleteCondition ofDelete(Fields fields, Instant now) {
    String match = fields.combined(MATCH);
    String size = fields.first("x-amz-if-match-size");
    return new DeleteCondition(
        match == null ? null : bare(match.strip()),
        moment(fields.first("x-amz-if-match-last-modified-time"), now),
        size == null ? null : number(size));
  }

  private static Long number(String text) {
    try {
      return Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw S3Exception.argument("x-amz-if-match-size", text, "The size is no number");
    }
  }

  private static S3Exception notImplemented(String header) {
    return S3Error.NOT_IMPLEMENTED.exception().with("Header", header);
  }

  private static List<String> tags(@Nullable String list) {
    return list == null
        ? List.of()
        : Arrays.stream(list.split(",", -1)).map(tag -> bare(tag.strip())).toList();
  }

  /** An entity tag without quotation marks and without its mark of weakness. */
  static String bare(String tag) {
    String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
    int length = strong.length();
    return length >= 2 && strong.charAt(0) == '"' && strong.charAt(length - 1) == '"'
        ? strong.substring(1, length - 1)
        : strong;
  }

  private static @Nullable Instant moment(@Nullable String date, Instant now) {
    long millis = HttpDate.parse(date, now.toEpochMilli());
    return millis == HttpDate.INVALID ? null : Instant.ofEpochMilli(millis);
  }
}
