package dev.skerry.edge.observe;

/**
 * A line that a handler has written on an edge, or that is said of it.
 *
 * @param atMillis when, by the edge's clock, milliseconds since the epoch
 * @param version the beginning of the SHA-256 of the handler's code
 * @param hook at which it was called; empty outside of a call
 * @param requestId of the exchange, as in its other logs; empty outside of one
 * @param level {@code info} for what its code has written, {@code error} for how a call has failed
 * @param place {@code file:line} of the author's source; empty if that is not known
 * @param text one line
 */
public record HandlerLine(
    long atMillis,
    String version,
    String hook,
    String requestId,
    String level,
    String place,
    String text) {

  /** Says that the edge has nothing from before, of which lines may be known. */
  static HandlerLine startedAnew(long atMillis) {
    String said =
        "(the edge was started anew, or has got the handler again: lines that it has not told"
            + " before that are lost)";
    return new HandlerLine(atMillis, "", "", "", "info", "", said);
  }
}
