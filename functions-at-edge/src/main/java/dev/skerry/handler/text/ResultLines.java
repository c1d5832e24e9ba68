package dev.skerry.handler.text;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import java.util.ArrayList;
import java.util.List;

/** The lines of what a library made of a handler's result, read from first to last. */
public final class ResultLines {
  private final String text;
  private final HandlerLimits limits;
  private int at;
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
    return line;
  }

  /** All that follows, line breaks included. */
  public String rest() {
    return text.substring(at);
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

  List<Pairs.SetCookie> setCookies() throws InvalidResult {
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
    throw new InvalidResult(HandlerFault.INVALID_RESULT, "the result cannot be read");
  }

  /** All texts together are bounded. */
  private String counted(String part) throws InvalidResult {
    headerBytes += part.length();
    if (headerBytes > limits.get(HandlerLimit.HEADER_BYTES)) {
      throw new InvalidResult(
          HandlerFault.RESULT_SIZE,
          "fields of more than " + limits.get(HandlerLimit.HEADER_BYTES) + " bytes (header-bytes)");
    }
    return part;
  }
}
