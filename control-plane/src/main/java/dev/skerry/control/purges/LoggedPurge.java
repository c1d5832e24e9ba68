package dev.skerry.control.purges;

import dev.skerry.edge.purge.Purge;

/**
 * A purge as the log keeps it.
 *
 * @param purge with its number, and the time of its order
 * @param by who ordered it
 */
public record LoggedPurge(Purge purge, String by) {
  /** Its number. */
  public long sequence() {
    return purge.sequence();
  }
}
