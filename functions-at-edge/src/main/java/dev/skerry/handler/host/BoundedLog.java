package dev.skerry.handler.host;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A log that takes so much in a second and no more, so that no handler fills a disk: further lines
 * are dropped, and one says so of each handler. One handler has half of it. What would begin a new
 * line in a text, or steer a terminal, is escaped, so that no viewer's words look like a line of
 * another's.
 */
final class BoundedLog implements HandlerLog {
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MAX_CHARS = 256 << 10;

  /** Half of it, so that one handler leaves some to the others. */
  private static final int MAX_CHARS_OF_ONE = MAX_CHARS / 2;

  /** Of a handler whose lines are being dropped: it takes no more. */
  private static final int DROPPING = MAX_CHARS_OF_ONE + 1;

  /** What a line costs beside its text, so that empty ones are bounded too. */
  private static final int LINE_CHARS = 128;

  private final HandlerLog log;
  private long windowBegan = System.nanoTime();
  private int chars;

  /** What each handler has of it. */
  private final Map<String, Integer> ofOne = new HashMap<>();

  BoundedLog(HandlerLog log) {
    this.log = log;
  }

  @Override
  public void line(String handler, String requestId, String place, String text) {
    line(LogLine.of(handler, requestId, place, text));
  }

  @Override
  public void line(LogLine line) {
    LogLine shown = line.shown(BoundedLog::escaped);
    if (takes(line.handler(), shown.place().length() + shown.text().length() + LINE_CHARS)) {
      log.line(shown);
    } else if (isFirstDropped(line.handler())) {
      log.line(
          LogLine.of(
              line.handler(), "", "", "(it logs too much: lines of this second are dropped)"));
    }
  }

  private synchronized boolean takes(String handler, int length) {
    long now = System.nanoTime();
    if (now - windowBegan > WINDOW_NANOS) {
      windowBegan = now;
      chars = 0;
      ofOne.clear();
    }
    int own = ofOne.getOrDefault(handler, 0);
    if (chars + length > MAX_CHARS || own + length > MAX_CHARS_OF_ONE) {
      return false;
    }
    chars += length;
    ofOne.put(handler, own + length);
    return true;
  }

  private synchronized boolean isFirstDropped(String handler) {
    Integer before = ofOne.put(handler, DROPPING);
    return before == null || before != DROPPING;
  }

  private static String escaped(String text) {
    if (text.chars().noneMatch(BoundedLog::isControl)) {
      return text;
    }
    StringBuilder line = new StringBuilder(text.length() + 16);
    text.chars().forEach(c -> append(line, (char) c));
    return line.toString();
  }

  private static void append(StringBuilder line, char c) {
    switch (c) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (isControl(c)) {
          line.append("\\u").append(HexFormat.of().toHexDigits(c));
        } else {
          line.append(c);
        }
      }
    }
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
  }
}
