package dev.skerry.origin.tables.model.error;

import java.util.List;

/** Some of a batch was not done in all the attempts that there may be; the rest was. */
public final class Unprocessed extends ModelException {
  private final transient List<?> done;
  private final transient List<?> left;

  /**
   * With both parts.
   *
   * @param done records that were read; empty for a batch of writes
   * @param left keys that were asked for, or records that should be put, and are not done
   */
  public Unprocessed(List<?> done, List<?> left, int attempts) {
    super(left.size() + " of the batch are not done after " + attempts + " attempts", null);
    this.done = List.copyOf(done);
    this.left = List.copyOf(left);
  }

  /** The records that were read; empty for a batch of writes. */
  public List<?> done() {
    return done;
  }

  /** The keys or records that are not done, to be given to another batch. */
  public List<?> left() {
    return left;
  }

  @Override
  public boolean mayBeRetried() {
    return true;
  }
}
