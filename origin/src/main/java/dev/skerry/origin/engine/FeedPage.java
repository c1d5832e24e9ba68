package dev.skerry.origin.engine;

import java.util.List;

/**
 * A part of a topic's feed.
 *
 * @param entries in the order of their positions
 * @param next from where to follow on; it moves on even where nothing was emitted, so that whoever
 *     keeps following is never too old
 * @param caughtUp whether these were all that were committed when the page was read
 */
public record FeedPage(List<Entry> entries, Position next, boolean caughtUp) {
  /** Keeps a copy of the list. */
  public FeedPage {
    entries = List.copyOf(entries);
  }
}
