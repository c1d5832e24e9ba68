package dev.skerry.origin.engine.driver;

import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;

/** A driver's way to check what was read and to put in place what was written. */
@FunctionalInterface
public interface Committing {
  /**
   * Commits.
   *
   * @param token of the attempt
   * @param reads what must be as it was
   * @param writes something, never nothing
   * @param age of the attempt
   * @return its place in the order of commits
   */
  Stamp commit(Token token, ReadSet reads, WriteSet writes, Age age);
}
