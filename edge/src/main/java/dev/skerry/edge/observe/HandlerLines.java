package dev.skerry.edge.observe;

import java.util.List;

/**
 * Some lines of one handler on one edge.
 *
 * @param next the number of the last one, to ask for what comes after it
 * @param dropped how many between those that were asked for are not kept any more
 */
public record HandlerLines(List<HandlerLine> lines, long next, long dropped) {
  /** Keeps a copy. */
  public HandlerLines {
    lines = List.copyOf(lines);
  }
}
