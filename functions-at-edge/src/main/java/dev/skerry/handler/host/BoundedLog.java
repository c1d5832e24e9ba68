package dev.skerry.handler.host;

import java.util.concurrent.TimeUnit;

/**
 * A log that takes so much in a second and no more, so that no handler fills a disk: further lines
 * are dropped, and one says so.
 */
final class BoundedLog implements HandlerLog {
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MAX_CHARS = 256 << 10;

  private final HandlerLog log;
  private long windowBegan = System.nanoTime();
  private int chars;

  BoundedLog(HandlerLog log) {
    this.log = log;
  }

  @Override
  public void line(String handler, String requestId, String place, String text) {
    if (takes(text.length())) {
      log.line(handler, requestId, place, text);
    } else if (isFirstDropped(text.length())) {
      log.line(handler, "", "", "(handlers log too much: lines of this second are dropped)");
    }
  }

  private synchronized boolean takes(int length) {
    long now = System.nanoTime();
    if (now - windowBegan > WINDOW_NANOS) {
      windowBegan = now;
      chars = 0;
    }
    if (chars + length > MAX_CHARS) {
      return false;
    }
    chars += length;
    return true;
  }

  private synchronized boolean isFirstDropped(int length) {
    boolean first = chars <= MAX_CHARS;
    chars = MAX_CHARS + 1;
    return first && length > 0;
  }
}
