package dev.skerry.handler.host;

/** Where the lines go that handlers write. Safe for any thread; must not block for long. */
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
}
