package dev.skerry.edge.semantics;

/**
 * A stretch of content, not empty.
 *
 * @param first the position of its first byte, from 0
 * @param last the position of its last byte
 */
public record ByteRange(long first, long last) {
  /** Checks that the positions are in order. */
  public ByteRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("expected 0 ≤ first ≤ last, got " + first + '-' + last);
    }
  }

  /** The number of its bytes. */
  public long length() {
    return last - first + 1;
  }

  /** Whether all of the other one lies in this one. */
  public boolean contains(ByteRange other) {
    return first <= other.first && other.last <= last;
  }

  /** Whether the two have a byte in common or follow one another without a gap. */
  boolean touches(ByteRange other) {
    return first <= other.last + 1 && other.first <= last + 1;
  }

  /** The smallest stretch that contains both. */
  ByteRange span(ByteRange other) {
    return new ByteRange(Math.min(first, other.first), Math.max(last, other.last));
  }

  /** As {@code Content-Range} says it (RFC 9110 §14.4); a negative complete length is unknown. */
  public String contentRange(long completeLength) {
    return "bytes " + first + '-' + last + '/' + (completeLength < 0 ? "*" : completeLength);
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
