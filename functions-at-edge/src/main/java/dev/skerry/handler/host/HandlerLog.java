package dev.skerry.handler.host;

/**
 * Where the lines go that handlers write, and what is said of them. Safe for any thread, event
 * loops among them; must not block: a log that may is put behind a {@link QueuedLog}.
 */
@FunctionalInterface
public interface HandlerLog {
  /**
   * Takes one line.
   *
   * @param handler its id
   * @param requestId the exchange during which it was written; empty outside of one
   * @param place where in the author's source, {@code file:line}; empty if that is not known
   * @param text one line without control characters, bounded by the handler's limit
   */
  void line(String handler, String requestId, String place, String text);

  /**
   * Takes one line with all that is known of it; who wants no more has it from the other method.
   */
  default void line(LogLine line) {
    line(line.handler(), line.requestId(), line.place(), line.text());
  }
}
