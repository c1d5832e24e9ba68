package dev.skerry.handler.html;

import java.util.List;
import java.util.function.Predicate;

/**
 * One compound of a selector: what is to hold of an element, and where the step before it is to.
 *
 * @param from where the compound to the left is to match
 * @param key without which the conditions do not hold
 */
record Step(From from, StepKey key, List<Predicate<Candidate>> conditions) {
  /** A combinator (Selectors Level 4 §14). */
  enum From {
    /** There is nothing to the left. */
    NOWHERE,
    PARENT,
    ANCESTOR
  }

  boolean matches(Candidate candidate) {
    for (Predicate<Candidate> each : conditions) {
      if (!each.test(candidate)) {
        return false;
      }
    }
    return true;
  }
}
