package dev.skerry.origin.objects.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Wildcards, against a twin that is a regular expression. */
class GlobTest {
  private static final long SEED = Long.getLong("skerry.fuzz.seed", 20_261_121L);
  private static final int ROUNDS = 20_000;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

  @Test
  void aPatternMatchesWhatItsTwinDoes() {
    for (int round = 0; round < ROUNDS; round++) {
      String pattern = text("ab*?", 8);
      String text = text("ab", 10);
      assertThat(Glob.pattern(pattern).matches(text))
          .as("'%s' of '%s', seed %s", pattern, text, SEED)
          .isEqualTo(Pattern.matches(regex(pattern), text));
    }
  }

  @Test
  void aPatternMayBeginSoWhenItMatchesAnyTextThatDoes() {
    for (int round = 0; round < ROUNDS / 10; round++) {
      String pattern = text("ab*?", 6);
      String prefix = text("ab", 4);
      assertThat(Glob.pattern(pattern).mayBegin(prefix))
          .as("'%s' of '%s…', seed %s", pattern, prefix, SEED)
          .isEqualTo(anyBeginsSo(pattern, prefix));
    }
  }

  /** A text that a pattern of six stands for needs no more than six characters, or the prefix's. */
  private static boolean anyBeginsSo(String pattern, String prefix) {
    Pattern twin = Pattern.compile(regex(pattern));
    for (int length = 0; length <= 6; length++) {
      for (int bits = 0; bits < 1 << length; bits++) {
        StringBuilder text = new StringBuilder(prefix);
        for (int i = 0; i < length; i++) {
          text.append((bits >> i & 1) == 0 ? 'a' : 'b');
        }
        if (twin.matcher(text).matches()) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void whatIsNoWildcardStandsForItself() {
    assertThat(Glob.literal("a*").matches("a*")).isTrue();
    assertThat(Glob.literal("a*").matches("ab")).isFalse();
    assertThat(Glob.pattern("a*").part(1, 2).matches("anything")).isTrue();
  }

  @Test
  void manyStarsTakeNoLongerThanBothLengthsAllow() {
    String pattern = "*a".repeat(5_000) + "b";
    assertThat(Glob.pattern(pattern).matches("a".repeat(1_024))).isFalse();
  }

  private String text(String letters, int most) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(most + 1); length > 0; length--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  private static String regex(String pattern) {
    return pattern.replace("*", ".*").replace("?", ".");
  }
}
