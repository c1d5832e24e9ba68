package dev.skerry.origin.engine;

/**
 * All rows as they were when it was taken: every transaction committed before is in it, and each
 * wholly or not at all. Holds storage until it is closed, or {@link Limits#SNAPSHOT_AGE} has
 * passed.
 */
public interface Snapshot extends Reads, AutoCloseable {
  /**
   * A place in the order of commits: whatever this snapshot lacks comes after it. Who takes over
   * the snapshot and then {@linkplain Feed#follow follows} from here misses nothing, and may be
   * told of some commits that it has already. A snapshot with a greater stamp has all that this one
   * has.
   */
  Stamp stamp();

  /** Gives back what it holds. */
  @Override
  void close();
}
