package dev.skerry.origin.engine;

import java.time.Instant;
import java.util.Arrays;

/** What a committed transaction emitted to a topic. */
public final class Entry {
  private final Position position;
  private final Instant committedAt;
  private final byte[] octets;

  /** An entry of octets that nobody may alter from now on. */
  public Entry(Position position, Instant committedAt, byte[] octets) {
    this.position = position;
    this.committedAt = committedAt;
    this.octets = octets;
  }

  /** Where it stands in the feed. */
  public Position position() {
    return position;
  }

  /**
   * About when it was committed, in milliseconds, by the clock of whoever committed it; what comes
   * later in the feed may be earlier by that clock.
   */
  public Instant committedAt() {
    return committedAt;
  }

  /** What was emitted; nobody may alter it. */
  public byte[] octets() {
    return octets;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Entry entry
        && position.equals(entry.position)
        && committedAt.equals(entry.committedAt)
        && Arrays.equals(octets, entry.octets);
  }

  @Override
  public int hashCode() {
    return position.hashCode();
  }

  @Override
  public String toString() {
    return position + " (" + octets.length + " bytes)";
  }
}
