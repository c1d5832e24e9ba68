package dev.skerry.handler;

/**
 * A limit that is bound to a handler, for one call of it. Counted by each edge for itself, for all
 * its viewers.
 */
public final class Limiter {
  private final Binding.Limit limit;
  private final BoundData data;

  Limiter(Binding.Limit limit, BoundData data) {
    this.limit = limit;
    this.data = data;
  }

  /**
   * Counts one more, if it is still within the limit; takes no time.
   *
   * @param key what is counted apart from all else, as a viewer's address or an account; its first
   *     256 characters
   * @return whether it was within
   */
  public boolean admits(String key) {
    return data.admits(limit, key);
  }
}
