package dev.skerry.origin.engine;

/**
 * What committed transactions emitted, in the order of their commits, for as long as the engine is
 * set to keep it.
 *
 * <p>Nothing is missed: what was not yet there when a page was read stands after that page. All
 * methods may be called by any thread, and may block.
 */
public interface Feed {
  /**
   * The entries of a topic after a position.
   *
   * @param limit at most so many entries, 1 to {@value Limits#SCAN_ROWS}; a page also stops after
   *     {@value Limits#SCAN_BYTES} octets, and may end between entries of one commit
   * @throws EngineException.TooOld when entries after the position are no longer kept
   */
  FeedPage follow(Topic topic, Position after, int limit);

  /** The oldest position from which a topic can be followed. */
  Position oldest();

  /** The position after all that is committed now. */
  Position newest();

  /**
   * Watches a topic for new entries. A hint only: it may be told of nothing, and may not be told of
   * something, so a follower also looks by itself from time to time.
   */
  Watch watch(Topic topic);
}
