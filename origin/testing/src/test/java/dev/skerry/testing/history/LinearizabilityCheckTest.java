package dev.skerry.testing.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.testing.history.Attempt.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The check finds an order where there is one, and none where there is none. */
class LinearizabilityCheckTest {
  /** Calls to one item, and whether an order of them explains what they saw. */
  record Case(String name, boolean fits, List<Call> calls) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        fits("nobody wrote", read(1, 2, 0)),
        fits("one after the other", put(1, 2, 0, 7), read(3, 4, 7)),
        fits("read at once, before", put(1, 4, 0, 7), read(2, 3, 0)),
        fits("read at once, after", put(1, 4, 0, 7), read(2, 3, 7)),
        fits("deleted and there again", put(1, 2, 0, 7), put(3, 4, 7, 0), put(5, 6, 0, 8)),
        fits("refused", put(1, 2, 0, 7), refused(3, 4, 0, 7), read(5, 6, 7)),
        fits("writes at once", blind(1, 9, 7), blind(2, 8, 8), read(10, 11, 7)),
        fits("unknown and there", maybe(1, 2, null, 7), read(3, 4, 7)),
        fits("unknown and not there", maybe(1, 2, null, 7), read(3, 4, 0)),
        fits("unknown, and there later", maybe(1, 2, null, 7), read(3, 4, 0), read(5, 6, 7)),
        fits("one unknown on another", maybe(1, 2, 0, 7), maybe(3, 4, 7, 8), read(5, 6, 8)),
        fits("deleted, unknown", put(1, 2, 0, 7), maybe(3, 4, 7, 0), read(5, 6, 0)),
        fits("refused by one unknown", maybe(1, 2, null, 7), refused(3, 4, 0, 7)),
        never("stale read", put(1, 2, 0, 7), put(3, 4, 7, 8), read(5, 6, 7)),
        never("lost update", put(1, 4, 0, 7), put(2, 3, 0, 8)),
        never("lost write", put(1, 2, 0, 7), read(3, 4, 0)),
        never("lost write, found again", put(1, 2, 0, 7), read(3, 4, 0), read(5, 6, 7)),
        never("read of nobody's write", read(1, 2, 7)),
        never("read from the future", read(1, 2, 7), put(3, 4, 0, 7)),
        never("back and forth", blind(1, 9, 7), read(2, 3, 7), read(4, 5, 0)),
        never("refused though it was so", refused(1, 2, 0, 0)),
        never("refused by what was not there", put(1, 2, 0, 7), refused(3, 4, 7, 0)),
        never("refused, and there", refused(1, 2, 7, 0), read(3, 4, 7)),
        never("unknown, there twice", maybe(1, 2, null, 7), put(3, 4, 7, 8), read(5, 6, 7)),
        never("unknown on what never was", maybe(1, 2, 9, 7), read(3, 4, 7)),
        never("deleted, and there", put(1, 2, 0, 7), put(3, 4, 7, 0), read(5, 6, 7)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theCheckSeesWhetherItFits(Case some) {
    assertThat(LinearizabilityCheck.of(some.calls).isEmpty()).isEqualTo(some.fits);
  }

  @Test
  void everyHistoryOfARealItemFitsAndFailsWhenOneOfItsReadsIsAnother() {
    for (int seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Call> history = history(random, 60);
      assertThat(LinearizabilityCheck.of(history)).as("seed %d", seed).isEmpty();
      List<Call> broken = new ArrayList<>(history);
      int at = random.nextInt(history.size());
      Call some = history.get(at);
      broken.set(at, call(some, 1_000_000));
      broken.addLast(new Call(0, null, 2_000_000, null, 9_000, 9_001, Answer.COMMITTED));
      assertThat(LinearizabilityCheck.of(broken)).as("broken, seed %d", seed).isNotEmpty();
    }
  }

  private static Call call(Call some, int seen) {
    return new Call(
        0, null, seen, some.writes(), some.invoked(), some.completed(), Answer.COMMITTED);
  }

  /**
   * Calls that happen at one moment each, asked up to 20 moments before it and answered as much
   * after it, or never.
   */
  private static List<Call> history(SplittableRandom random, int size) {
    List<Call> calls = new ArrayList<>();
    int value = Call.ABSENT;
    for (int i = 1; i <= size; i++) {
      int moment = 30 * i;
      long invoked = moment - 1L - random.nextInt(60);
      long completed = moment + 1L + random.nextInt(60);
      int before = value;
      Integer expects = random.nextInt(3) == 0 ? null : random.nextBoolean() ? before : 77;
      Integer writes = random.nextInt(4) == 0 ? null : random.nextInt(4) == 0 ? 0 : 1_000 + i;
      boolean happens = expects == null || expects == before;
      if (happens && writes != null) {
        value = writes;
      }
      boolean told = random.nextInt(10) > 0;
      calls.add(
          told
              ? new Call(
                  0,
                  expects,
                  before,
                  writes,
                  invoked,
                  completed,
                  happens ? Answer.COMMITTED : Answer.REFUSED)
              : new Call(0, expects, null, writes, invoked, completed, Answer.UNKNOWN));
    }
    return calls;
  }

  private static Case fits(String name, Call... calls) {
    return new Case(name, true, List.of(calls));
  }

  private static Case never(String name, Call... calls) {
    return new Case(name, false, List.of(calls));
  }

  private static Call read(long from, long to, int seen) {
    return new Call(0, null, seen, null, from, to, Answer.COMMITTED);
  }

  private static Call put(long from, long to, int expected, int value) {
    return new Call(0, expected, expected, value, from, to, Answer.COMMITTED);
  }

  private static Call blind(long from, long to, int value) {
    return new Call(0, null, null, value, from, to, Answer.COMMITTED);
  }

  private static Call refused(long from, long to, int expected, int seen) {
    return new Call(0, expected, seen, 99, from, to, Answer.REFUSED);
  }

  private static Call maybe(long from, long to, @Nullable Integer expected, int value) {
    return new Call(0, expected, null, value, from, to, Answer.UNKNOWN);
  }
}
