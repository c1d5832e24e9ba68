package dev.skerry.loadtest.simulate.policy;

/** A cache that is asked for one object after the other, and takes in what it did not have. */
@FunctionalInterface
public interface Policy {
  /**
   * Answers the next request.
   *
   * @param object its number in the trace
   * @return whether it was a hit
   */
  boolean request(int object);
}
