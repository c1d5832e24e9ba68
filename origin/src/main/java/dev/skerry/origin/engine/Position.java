package dev.skerry.origin.engine;

/**
 * A place in the commit feed.
 *
 * @param stamp of the commit
 * @param index of the entry among those that this commit emitted, all topics together, from 0
 */
public record Position(Stamp stamp, int index) implements Comparable<Position> {
  /** Before every entry there ever was. */
  public static final Position START = new Position(Stamp.ZERO, 0);

  /** Refuses what is no place. */
  public Position {
    if (index < 0) {
      throw new IllegalArgumentException("an index of " + index + ", expected 0 or more");
    }
  }

  /** The place after every entry of a commit and of those before it. */
  public static Position after(Stamp stamp) {
    return new Position(stamp, Integer.MAX_VALUE);
  }

  /** The stamp, a point and the index. */
  @Override
  public String toString() {
    return stamp + "." + index;
  }

  @Override
  public int compareTo(Position other) {
    int byStamp = stamp.compareTo(other.stamp);
    return byStamp != 0 ? byStamp : Integer.compare(index, other.index);
  }
}
