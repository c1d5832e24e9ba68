package dev.skerry.handler.host;

import dev.skerry.handler.Hook;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A line that a handler has written, or that is said of it.
 *
 * @param handler its id
 * @param version the beginning of its code's digest; empty if that is not known
 * @param hook at which it was called; null outside of a call
 * @param requestId the exchange during which it was written; empty outside of one
 * @param level whether it tells of a failure
 * @param place where in the author's source, {@code file:line}; empty if that is not known. The
 *     author's words, too: a class says itself what its file is called
 * @param text one line, bounded by the handler's limit
 */
public record LogLine(
    String handler,
    String version,
    @Nullable Hook hook,
    String requestId,
    Level level,
    String place,
    String text) {

  /** Who says it. */
  public enum Level {
    /** The author's code. */
    INFO,
    /** The host, of a call that has failed. */
    ERROR
  }

  /** What is known of a line where nobody says more. */
  static LogLine of(String handler, String requestId, String place, String text) {
    return new LogLine(handler, "", null, requestId, Level.INFO, place, text);
  }

  /** The same, of that version. */
  LogLine of(String code) {
    return new LogLine(handler, code, hook, requestId, level, place, text);
  }

  /** The same with other texts: what comes of an author's is made fit to be shown. */
  LogLine shown(UnaryOperator<String> fit) {
    return new LogLine(handler, version, hook, requestId, level, fit.apply(place), fit.apply(text));
  }
}
