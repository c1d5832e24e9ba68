package dev.skerry.testing.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The check sees each kind of anomaly, and none where there is none. */
class SerializabilityCheckTest {
  /** A history in a few words: for each attempt its operations, and when it began and ended. */
  record Case(String name, List<Attempt> history, List<Anomaly.Kind> expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        of("serial", List.of(), ok(1, 2, "a1"), ok(3, 4, "r1", "a2"), ok(5, 6, "r1,2")),
        of("at once", List.of(), ok(1, 4, "a1"), ok(2, 3, "r"), ok(5, 6, "r1")),
        of("refused", List.of(), no(1, 2, "a1"), ok(3, 4, "r")),
        of("unknown and there", List.of(), maybe(1, 2, "a1"), ok(3, 4, "r1")),
        of("unknown and not there", List.of(), maybe(1, 2, "a1"), ok(3, 4, "r")),
        of("aborted read", List.of(Anomaly.Kind.G1A), no(1, 2, "a1"), ok(3, 4, "r1")),
        of(
            "intermediate read",
            List.of(Anomaly.Kind.G1B, Anomaly.Kind.G_SINGLE),
            ok(1, 4, "a1", "a2"),
            ok(2, 3, "r1"),
            ok(5, 6, "r1,2")),
        of(
            "unknown, in part",
            List.of(Anomaly.Kind.HALF),
            maybe(1, 2, "a1", "b2"),
            ok(3, 4, "r1", "s")),
        of(
            "answered, in part",
            List.of(Anomaly.Kind.LOST),
            ok(1, 2, "a1", "b2"),
            ok(3, 4, "r1", "s")),
        of(
            "half of it seen",
            List.of(Anomaly.Kind.G_SINGLE),
            ok(1, 4, "a1", "b2"),
            ok(2, 3, "r1", "s"),
            ok(5, 6, "r1", "s2")),
        of("twice", List.of(Anomaly.Kind.STRANGE), ok(1, 2, "a1"), ok(3, 4, "r1,1")),
        of("elsewhere", List.of(Anomaly.Kind.STRANGE), ok(1, 2, "a1"), ok(3, 4, "r1", "s1")),
        of("nobody's", List.of(Anomaly.Kind.STRANGE), ok(1, 2, "r1")),
        of("lost", List.of(Anomaly.Kind.LOST), ok(1, 2, "a1"), ok(3, 4, "r")),
        of(
            "lost update",
            List.of(Anomaly.Kind.INCOMPATIBLE_ORDER, Anomaly.Kind.LOST),
            ok(1, 4, "r", "a1"),
            ok(2, 3, "r", "a2", "r2"),
            ok(5, 6, "r1")),
        of(
            "own write not seen",
            List.of(Anomaly.Kind.INTERNAL),
            ok(1, 2, "a1", "r"),
            ok(3, 4, "r1")),
        of(
            "dirty write",
            List.of(Anomaly.Kind.G0),
            ok(1, 4, "a1", "b3"),
            ok(2, 3, "a2", "b4"),
            ok(5, 6, "r1,2", "s4,3")),
        of(
            "circular information",
            List.of(Anomaly.Kind.G1C),
            ok(1, 4, "a1", "s2"),
            ok(2, 3, "b2", "r1"),
            ok(5, 6, "r1", "s2")),
        of(
            "read skew",
            List.of(Anomaly.Kind.G_SINGLE),
            ok(1, 4, "r", "s2"),
            ok(2, 3, "a1", "b2"),
            ok(5, 6, "r1", "s2")),
        of(
            "write skew",
            List.of(Anomaly.Kind.G2),
            ok(1, 4, "r", "b2"),
            ok(2, 3, "s", "a1"),
            ok(5, 6, "r1", "s2")),
        of(
            "read-only anomaly",
            List.of(Anomaly.Kind.G2, Anomaly.Kind.REAL_TIME),
            ok(1, 8, "r", "s", "a1"),
            ok(2, 3, "b2"),
            ok(4, 5, "r", "s2"),
            ok(9, 10, "r1", "s2")),
        of(
            "stale read",
            List.of(Anomaly.Kind.REAL_TIME),
            ok(1, 2, "a1"),
            ok(3, 4, "r"),
            ok(5, 6, "r1")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theCheckSeesWhatThereIs(Case some) {
    List<Anomaly> found = SerializabilityCheck.of(some.history);
    assertThat(found.stream().map(Anomaly::kind).distinct().toList())
        .as("%s", found)
        .containsAll(some.expected);
    if (some.expected.isEmpty()) {
      assertThat(found).isEmpty();
    }
  }

  private static Case of(String name, List<Anomaly.Kind> expected, Attempt... history) {
    return new Case(name, List.of(history), expected);
  }

  private static Attempt ok(long from, long to, String... ops) {
    return attempt(from, to, Attempt.Answer.COMMITTED, ops);
  }

  private static Attempt no(long from, long to, String... ops) {
    return attempt(from, to, Attempt.Answer.REFUSED, ops);
  }

  private static Attempt maybe(long from, long to, String... ops) {
    return attempt(from, to, Attempt.Answer.UNKNOWN, ops);
  }

  /** a and b append to the lists 0 and 1, r and s read them. */
  private static Attempt attempt(long from, long to, Attempt.Answer answer, String... words) {
    List<Op> ops = new ArrayList<>();
    for (String word : words) {
      int list = word.charAt(0) == 'a' || word.charAt(0) == 'r' ? 0 : 1;
      String rest = word.substring(1);
      boolean append = word.charAt(0) == 'a' || word.charAt(0) == 'b';
      List<Integer> elements =
          rest.isEmpty()
              ? List.of()
              : Stream.of(rest.split(",", -1)).map(Integer::valueOf).toList();
      ops.add(append ? new Op.Append(list, elements.getFirst()) : new Op.Read(list, elements));
    }
    return new Attempt((int) from, ops, from, to, answer);
  }
}
