package dev.skerry.origin.objects.s3.head;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One range of octets that was asked for (RFC 9110 §14.1.2). A field that asks for several, or for
 * none that can be understood, asks for nothing: S3 answers with all of the object.
 *
 * @param first the first octet; -1 where only the last ones are asked for
 * @param last the last octet, or how many of the last; -1 for all from the first
 */
public record ByteRange(long first, long last) {
  private static final int DIGITS_MAX = 18;
  private static final long BEYOND = Long.MAX_VALUE - 1;
  private static final Pattern FORM = Pattern.compile("bytes=(\\d*)-(\\d*)");

  /** Reads a field {@code range}, null if there is none. */
  public static Optional<ByteRange> parse(@Nullable String field) {
    if (field == null) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(field.replace(" ", ""));
    if (!form.matches()) {
      return Optional.empty();
    }
    String from = form.group(1);
    String to = form.group(2);
    if (from.isEmpty()) {
      return to.isEmpty() ? Optional.empty() : Optional.of(new ByteRange(-1, number(to)));
    }
    long first = number(from);
    long last = to.isEmpty() ? -1 : number(to);
    return last >= 0 && last < first ? Optional.empty() : Optional.of(new ByteRange(first, last));
  }

  /** A number, or one that is beyond every object. */
  private static long number(String digits) {
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return digits.length() - zeros > DIGITS_MAX
        ? BEYOND
        : Long.parseLong(digits, zeros, digits.length(), 10);
  }

  /** What of an object is meant; empty where none of its octets is. */
  public Optional<Span> of(long length) {
    if (first < 0) {
      long count = Math.min(last, length);
      return count == 0 ? Optional.empty() : Optional.of(new Span(length - count, count));
    }
    if (first >= length) {
      return Optional.empty();
    }
    long end = last < 0 ? length : Math.min(last + 1, length);
    return Optional.of(new Span(first, end - first));
  }

  /** A part of an object, in bytes. */
  public record Span(long offset, long length) {
    /** The value of {@code content-range}. */
    public String contentRange(long all) {
      return "bytes " + offset + '-' + (offset + length - 1) + '/' + all;
    }
  }
}
