package dev.skerry.handler.html;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All selectors of a rewriter, as one list of steps: whether a step matches depends on the element
 * and on what the steps before it came to at its parent, so that an element costs the same however
 * deep it is, and that it is compared in any order with those steps alone that it may match.
 */
final class Selectors {
  private static final int MOST_STEPS = 2_000;

  private final List<Step> steps = new ArrayList<>();
  private final StepIndex index = new StepIndex();

  /** By step: the registration whose selector it ends, or -1. */
  private final List<Integer> ends = new ArrayList<>();

  private boolean countsTypes;

  /**
   * Adds those of a registration.
   *
   * @throws IllegalArgumentException if they are not valid, or all together are too many
   */
  void add(int registration, String text) {
    SelectorParser.Parsed parsed = SelectorParser.parse(text);
    countsTypes |= parsed.countsTypes();
    for (List<Step> selector : parsed.selectors()) {
      for (int i = 0; i < selector.size(); i++) {
        index.add(steps.size(), selector.get(i).key());
        steps.add(selector.get(i));
        ends.add(i == selector.size() - 1 ? registration : -1);
      }
    }
    if (steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException("the selectors have more than " + MOST_STEPS + " parts");
    }
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  boolean countsTypes() {
    return countsTypes;
  }

  /** The steps that an element within another one matches. */
  BitSet match(Candidate element, @Nullable OpenElement parent) {
    BitSet matched = new BitSet();
    index.forEach(
        element,
        i -> {
          Step step = steps.get(i);
          if (isReached(step, i, parent) && step.matches(element)) {
            matched.set(i);
          }
        });
    return matched;
  }

  private static boolean isReached(Step step, int i, @Nullable OpenElement parent) {
    return switch (step.from()) {
      case NOWHERE -> true;
      case PARENT -> parent != null && parent.matched.get(i - 1);
      case ANCESTOR -> parent != null && parent.matchedAround.get(i - 1);
    };
  }

  /** The registrations whose selectors end with one of these steps. */
  BitSet registrations(BitSet matched) {
    BitSet registrations = new BitSet();
    for (int i = matched.nextSetBit(0); i >= 0; i = matched.nextSetBit(i + 1)) {
      if (ends.get(i) >= 0) {
        registrations.set(ends.get(i));
      }
    }
    return registrations;
  }
}
