package dev.skerry.edge.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.purge.Mark.Kind;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PrefixTreeTest {
  private final Scope scope = new Scope(null);

  private Mark mark(String prefix, long hard, long soft) {
    Mark mark = new Mark(scope, Kind.PREFIX, prefix);
    mark.raise(hard, soft);
    return mark;
  }

  @Test
  void allPrefixesOfATextAreFoundOnOnePath() {
    PrefixTree tree =
        PrefixTree.EMPTY
            .with(mark("a/", 0, 7))
            .with(mark("a/bc", 3, 0))
            .with(mark("a/bd", 9, 0))
            .with(mark("a/bcde", 5, 0));

    assertThat(tree.since("a/x", 0)).isEqualTo(PurgeState.SOFT);
    assertThat(tree.since("a/x", 7)).isEqualTo(PurgeState.NONE);
    assertThat(tree.since("a/bc", 2)).isEqualTo(PurgeState.HARD);
    assertThat(tree.since("a/bc", 3)).isEqualTo(PurgeState.SOFT);
    assertThat(tree.since("a/bcd", 4)).isEqualTo(PurgeState.SOFT);
    assertThat(tree.since("a/bcdef", 4)).isEqualTo(PurgeState.HARD);
    assertThat(tree.since("a", 0)).isEqualTo(PurgeState.NONE);
    assertThat(tree.since("", 0)).isEqualTo(PurgeState.NONE);
  }

  @Test
  void aChangeLeavesTheOldTreeAsItWas() {
    PrefixTree old = PrefixTree.EMPTY.with(mark("a/b", 1, 0));
    PrefixTree more = old.with(mark("a/c", 2, 0));
    PrefixTree less = more.without("a/b");

    assertThat(old.get("a/c")).isNull();
    assertThat(more.get("a/b")).isNotNull();
    assertThat(less.get("a/b")).isNull();
    assertThat(less.get("a/c")).isNotNull();
    assertThat(less.without("a/c").isEmpty()).isTrue();
  }

  @Test
  void thousandsOfNestedPrefixesOverflowNoStack() {
    String longest = "a/" + "x".repeat(Bounds.MAX_PREFIX_LENGTH - 2);
    PrefixTree tree = PrefixTree.EMPTY;
    for (int length = 2; length <= longest.length(); length++) {
      tree = tree.with(mark(longest.substring(0, length), length, 0));
    }
    assertThat(tree.since(longest, longest.length() - 1)).isEqualTo(PurgeState.HARD);
    assertThat(tree.since(longest.substring(1), 0)).isEqualTo(PurgeState.NONE);
    for (int length = 2; length <= longest.length(); length++) {
      tree = tree.without(longest.substring(0, length));
    }
    assertThat(tree.isEmpty()).isTrue();
  }

  @RepeatedTest(20)
  void itSaysWhatATwinSaysThatTriesEveryPrefix(RepetitionInfo repetition) {
    long seed = 20_261_121L + repetition.getCurrentRepetition();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Map<String, Mark> twin = new TreeMap<>();
    PrefixTree tree = PrefixTree.EMPTY;
    for (int step = 1; step <= 2_000; step++) {
      String text = text(random);
      if (random.nextInt(5) < 2) {
        Mark mark = random.nextBoolean() ? mark(text, step, 0) : mark(text, 0, step);
        tree = tree.with(mark);
        twin.put(text, mark);
      } else if (random.nextInt(3) == 0) {
        tree = tree.without(text);
        twin.remove(text);
      }
      String url = text + text(random);
      long since = random.nextLong(step + 1);
      assertThat(tree.since(url, since))
          .as("seed %d step %d", seed, step)
          .isEqualTo(naive(twin, url, since));
      assertThat(tree.get(text)).as("seed %d step %d", seed, step).isSameAs(twin.get(text));
      assertThat(tree.isEmpty()).isEqualTo(twin.isEmpty());
    }
  }

  private static PurgeState naive(Map<String, Mark> marks, String url, long since) {
    PurgeState found = PurgeState.NONE;
    for (Map.Entry<String, Mark> entry : marks.entrySet()) {
      if (url.startsWith(entry.getKey())) {
        found = found.or(entry.getValue().since(since));
      }
    }
    return found;
  }

  private static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(6);
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }
}
