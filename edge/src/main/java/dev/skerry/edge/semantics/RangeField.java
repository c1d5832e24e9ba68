package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Request;
import dev.skerry.http.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ranges that a request asks for (RFC 9110 §14.2), before the length of the content is known.
 *
 * @param specs in the order asked for, never empty
 */
public record RangeField(List<Spec> specs) {
  private static final String UNIT = "bytes=";

  /**
   * One range.
   *
   * @param first the first position, or -1 if the last {@code last} bytes are meant
   * @param last the last position, or -1 if it is open
   */
  public record Spec(long first, long last) {
    boolean isSuffix() {
      return first < 0;
    }

    @Nullable ByteRange resolve(long length) {
      if (isSuffix()) {
        return last == 0 || length == 0
            ? null
            : new ByteRange(Math.max(0, length - last), length - 1);
      }
      if (first >= length) {
        return null;
      }
      return new ByteRange(first, last < 0 ? length - 1 : Math.min(last, length - 1));
    }

    @Override
    public String toString() {
      return (isSuffix() ? "" : first) + "-" + (last < 0 ? "" : last);
    }
  }

  /** What the ranges come to for content of a certain length. */
  public sealed interface Answer {
    /** These parts, in the order asked for, overlaps joined; one is answered plainly. */
    record Parts(List<ByteRange> parts) implements Answer {}

    /** None of them is there: 416. */
    record Unsatisfiable() implements Answer {}
  }

  /**
   * The ranges of a request; null if it asks for none, or in a way that is to be ignored: another
   * method than GET, another unit, a malformed or repeated field, more ranges than allowed.
   */
  public static @Nullable RangeField of(Request request, int maxRanges) {
    String value = request.fields().first(FieldNames.RANGE);
    if (value == null
        || !request.method().equals("GET")
        || request.fields().count(FieldNames.RANGE) > 1) {
      return null;
    }
    return parse(value, maxRanges);
  }

  /** Reads a field value; null if it is to be ignored. */
  public static @Nullable RangeField parse(String value, int maxRanges) {
    if (!value.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
      return null;
    }
    List<Spec> specs = new ArrayList<>(1);
    int from = UNIT.length();
    while (from <= value.length()) {
      int comma = value.indexOf(',', from);
      int stop = comma < 0 ? value.length() : comma;
      int start = Tokens.skipSpace(value, from, stop);
      int end = Tokens.trimEnd(value, start, stop);
      if (end > start) {
        Spec spec = spec(value, start, end);
        if (spec == null || specs.size() >= maxRanges) {
          return null;
        }
        specs.add(spec);
      }
      from = stop + 1;
    }
    return specs.isEmpty() ? null : new RangeField(List.copyOf(specs));
  }

  private static @Nullable Spec spec(String s, int start, int end) {
    int dash = s.indexOf('-', start);
    if (dash < 0 || dash >= end) {
      return null;
    }
    if (dash == start) {
      long suffix = number(s, dash + 1, end);
      return suffix < 0 ? null : new Spec(-1, suffix);
    }
    long first = number(s, start, dash);
    long last = dash + 1 == end ? -1 : number(s, dash + 1, end);
    if (first < 0 || (dash + 1 < end && last < first)) {
      return null;
    }
    return new Spec(first, last);
  }

  /** Digits between two indexes, at most the largest long; -1 if anything else is there. */
  static long number(String s, int from, int end) {
    if (from >= end) {
      return -1;
    }
    long number = 0;
    for (int i = from; i < end; i++) {
      int digit = s.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : number * 10 + digit;
    }
    return number;
  }

  /** What the ranges come to for complete content of that length. */
  public Answer resolve(long length) {
    List<ByteRange> parts = new ArrayList<>(specs.size());
    for (Spec spec : specs) {
      ByteRange part = spec.resolve(length);
      if (part != null) {
        parts.add(part);
      }
    }
    if (parts.isEmpty()) {
      return new Answer.Unsatisfiable();
    }
    return new Answer.Parts(joined(parts));
  }

  /**
   * What the ranges come to where the length of the representation is not known: only ranges with
   * both ends can be told.
   */
  public @Nullable List<ByteRange> resolveWithoutLength() {
    List<ByteRange> parts = new ArrayList<>(specs.size());
    for (Spec spec : specs) {
      if (spec.isSuffix() || spec.last < 0 || spec.last == Long.MAX_VALUE) {
        return null;
      }
      parts.add(new ByteRange(spec.first, spec.last));
    }
    return joined(parts);
  }

  /**
   * Joins parts that overlap into the place of the first of them, so that no byte is sent twice.
   */
  private static List<ByteRange> joined(List<ByteRange> parts) {
    List<ByteRange> joined = new ArrayList<>(parts.size());
    for (ByteRange part : parts) {
      ByteRange all = part;
      int place = joined.size();
      for (int i = joined.size() - 1; i >= 0; i--) {
        if (joined.get(i).touches(all)) {
          all = all.span(joined.remove(i));
          place = i;
        }
      }
      joined.add(Math.min(place, joined.size()), all);
    }
    return List.copyOf(joined);
  }

  /** As a request says it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(UNIT);
    for (int i = 0; i < specs.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(specs.get(i));
    }
    return text.toString();
  }
}
