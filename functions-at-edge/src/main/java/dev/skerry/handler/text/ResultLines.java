package dev.skerry.handler.text;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.http.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of what a library made of a handler's result, read from first to last. */
public final class ResultLines {
  private final String text;
  private final HandlerLimits limits;
  private int at;

  /** Whether no line break has followed what was read last. */
  private boolean isLast;

  private long headerBytes;

  /** Reads from the first line on; the limits bound its fields. */
  public ResultLines(String text, HandlerLimits limits) {
    this.text = text;
    this.limits = limits;
  }

  /** The next line; empty behind the last. */
  public String next() {
    int end = text.indexOf('\n', at);
    String line = text.substring(at, end < 0 ? text.length() : end);
    at = end < 0 ? text.length() : end + 1;
    isLast = end < 0;
    return line;
  }

  /** All that follows, line breaks included. */
  public String rest() {
    return text.substring(at);
  }

  /**
   * What a result says of a part that the event has: {@code same}; {@code edits} before those names
   * with values that it changes; or all of them.
   *
   * @throws InvalidResult if they are too many, or there is no number
   */
  Part part() throws InvalidResult {
    int before = at;
    return switch (next()) {
      case "same" -> Part.SAME;
      case "edits" -> changed();
      default -> {
        at = before;
        yield new Part(true, pairs());
      }
    };
  }

  /**
   * The names with values that a result changes, where there is nothing else to its end: so one of
   * them that has a line break does not pass for several.
   *
   * @throws InvalidResult if they are not as many as is said before them
   */
  Part edits() throws InvalidResult {
    Part edits = changed();
    if (!isLast) {
      throw FieldRules.invalid("the name or the value of a field has a line break");
    }
    return edits;
  }

  private Part changed() throws InvalidResult {
    List<Pairs.Pair> pairs = pairs();
    return pairs.isEmpty() ? Part.SAME : new Part(false, pairs);
  }

  /**
   * Names with values that a result has, or that it changes.
   *
   * @param isWhole whether what is not among them goes
   */
  record Part(boolean isWhole, List<Pairs.Pair> pairs) {
    static final Part SAME = new Part(false, List.of());

    boolean isSame() {
      return !isWhole && pairs.isEmpty();
    }
  }

  /**
   * Names with values, behind a line with their number.
   *
   * @throws InvalidResult if they are too many, or there is no number
   */
  public List<Pairs.Pair> pairs() throws InvalidResult {
    int count = count();
    List<Pairs.Pair> pairs = new ArrayList<>(Math.min(count, 64));
    for (int i = 0; i < count; i++) {
      pairs.add(new Pairs.Pair(counted(next()), counted(next())));
    }
    return pairs;
  }

  /** The cookies that a response sets; null where they are the same as before. */
  @Nullable List<Pairs.SetCookie> setCookies() throws InvalidResult {
    if (text.startsWith("same\n", at)) {
      var _ = next();
      return null;
    }
    int count = count();
    List<Pairs.SetCookie> cookies = new ArrayList<>(Math.min(count, 64));
    for (int i = 0; i < count; i++) {
      cookies.add(new Pairs.SetCookie(counted(next()), counted(next()), counted(next())));
    }
    return cookies;
  }

  /**
   * Texts of one line each, behind a line with their number.
   *
   * @throws InvalidResult if they are too many, or there is no number
   */
  public List<String> list() throws InvalidResult {
    int count = count();
    List<String> list = new ArrayList<>(Math.min(count, 64));
    for (int i = 0; i < count; i++) {
      list.add(counted(next()));
    }
    return list;
  }

  /** A number of entries, none of which there can be without a line feed; the last may end it. */
  private int count() throws InvalidResult {
    try {
      int count = Integer.parseInt(next());
      if (count >= 0 && count <= text.length() - at + 1) {
        return count;
      }
    } catch (NumberFormatException _) {
      // As little a number of entries as one that is not true.
    }
    throw unreadable();
  }

  private static InvalidResult unreadable() {
    return new InvalidResult(HandlerFault.INVALID_RESULT, "the result cannot be read");
  }

  /** Counts a section of which the result gives only the changes. */
  void counted(Fields whole) throws InvalidResult {
    headerBytes = 0;
    for (int i = 0; i < whole.size(); i++) {
      headerBytes += whole.name(i).length() + whole.value(i).length();
    }
    check();
  }

  /** All texts together are bounded. */
  private String counted(String part) throws InvalidResult {
    headerBytes += part.length();
    check();
    return part;
  }

  private void check() throws InvalidResult {
    if (headerBytes > limits.get(HandlerLimit.HEADER_BYTES)) {
      throw new InvalidResult(
          HandlerFault.RESULT_SIZE,
          "fields of more than " + limits.get(HandlerLimit.HEADER_BYTES) + " bytes (header-bytes)");
    }
  }
}
