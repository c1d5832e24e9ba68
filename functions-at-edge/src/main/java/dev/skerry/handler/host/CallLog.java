package dev.skerry.handler.host;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one call, kept until its author's code has been left and written then: that code
 * writes them at any depth of its stack, and a log that runs out of stack halfway would be broken
 * for all. Safe for any thread, as authors may have several.
 */
public final class CallLog {
  private static final String CUT = " … (log-bytes)";
  private static final int PLACE_CHARS_MAX = 200;

  private final HandlerSpec spec;

  // guarded by this
  private final List<Line> lines = new ArrayList<>();
  private long left;

  private record Line(String place, String text) {}

  /** An empty log that takes as much as the handler's limit says. */
  public CallLog(HandlerSpec spec) {
    this.spec = spec;
    this.left = spec.limits().get(HandlerLimit.LOG_BYTES);
  }

  /** How many characters it still takes. */
  public synchronized long left() {
    return left;
  }

  /** The handler whose call it is. */
  public HandlerSpec handler() {
    return spec;
  }

  /**
   * Takes a line, without secrets; cuts the one that reaches the limit, and drops those after it.
   *
   * @param place where it is written, for all that is known the author's words: it counts, too
   */
  public synchronized void line(String place, String text) {
    if (left <= 0) {
      return;
    }
    // Before it is cut, so that no part of a secret is left.
    String from = shortPlace(spec, place);
    String said = spec.bindings().withoutSecrets(text);
    long room = Math.max(0, left - from.length());
    boolean fits = said.length() <= room;
    lines.add(new Line(from, fits ? said : said.substring(0, (int) room) + CUT));
    left -= fits ? Math.max(1, from.length() + said.length()) : left;
  }

  /** A place as it may be shown: without secrets, and not longer than files' names are. */
  public static String shortPlace(HandlerSpec spec, String place) {
    String shown = spec.bindings().withoutSecrets(place);
    return shown.length() <= PLACE_CHARS_MAX ? shown : shown.substring(0, PLACE_CHARS_MAX) + "…";
  }

  /** Takes what is known of a line that is longer than all it takes. */
  public synchronized void beginningOfLine(String shown) {
    if (left > 0) {
      lines.add(new Line("", shown.substring(0, (int) Math.min(left, shown.length())) + CUT));
      left = 0;
    }
  }

  /** Writes what there is since it was last written. */
  public void writeTo(HandlerLog log, String requestId) {
    write(log, null, requestId);
  }

  /** Writes what there is of the call about an event since it was last written. */
  public void writeTo(HandlerLog log, HandlerEvent event) {
    write(log, event.hook(), event.requestId());
  }

  private void write(HandlerLog log, @Nullable Hook hook, String requestId) {
    for (Line line : takeLines()) {
      log.line(
          new LogLine(
              spec.id(), "", hook, requestId, LogLine.Level.INFO, line.place(), line.text()));
    }
  }

  /** Forgets what there is: another call begins, which may write as much. */
  public synchronized void clear() {
    lines.clear();
    left = spec.limits().get(HandlerLimit.LOG_BYTES);
  }

  private synchronized List<Line> takeLines() {
    List<Line> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }
}
