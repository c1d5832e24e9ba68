package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.host.HandlerLog;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of one call, kept until it is over and written then: handler code calls this at any
 * depth of its stack, and a log that runs out of stack halfway would be broken for all.
 */
public final class CallLog {
  private final HandlerSpec spec;
  private final List<Line> lines = new ArrayList<>();
  private long left;

  private record Line(String place, String text) {}

  /** An empty log that takes as much as the handler's limit says. */
  public CallLog(HandlerSpec spec) {
    this.spec = spec;
    this.left = spec.limits().get(HandlerLimit.LOG_BYTES);
  }

  /** How many characters it still takes. */
  public long left() {
    return left;
  }

  /** Takes a line; cuts the one that reaches the limit, and drops those after it. */
  public void line(String place, String text) {
    if (left <= 0) {
      return;
    }
    boolean fits = text.length() <= left;
    lines.add(new Line(place, fits ? text : text.substring(0, (int) left) + " … (log-bytes)"));
    left -= fits ? Math.max(1, text.length()) : left;
  }

  /** Writes what there is; the call is over. */
  public void writeTo(HandlerLog log, String requestId) {
    lines.forEach(line -> log.line(spec.id(), requestId, line.place(), line.text()));
    lines.clear();
  }
}
