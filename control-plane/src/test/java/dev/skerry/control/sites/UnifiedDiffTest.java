package dev.skerry.control.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnifiedDiffTest {
  /** Lines are written as letters; a line feed of the expected text as a bar. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "abc, abc, ''",
        "abc, abd, '@@ -1,3 +1,3 @@| a| b|-c|+d|'",
        "'', ab, '@@ -0,0 +1,2 @@|+a|+b|'",
        "ab, '', '@@ -1,2 +0,0 @@|-a|-b|'",
        "abcdefgh, abcdXefgh, '@@ -2,6 +2,7 @@| b| c| d|+X| e| f| g|'",
        "abcdefgh, bcdefgh, '@@ -1,4 +1,3 @@|-a| b| c| d|'",
        "abcdefghijk, aBcdefghiJk, '@@ -1,5 +1,5 @@| a|-b|+B| c| d| e|@@ -7,5 +7,5 @@| g| h|"
            + " i|-j|+J| k|'",
        "abcdefgh, aBcdefGh, '@@ -1,8 +1,8 @@| a|-b|+B| c| d| e| f|-g|+G| h|'"
      })
  void hunksAreWhatDiffWrites(String old, String now, String expected) {
    assertThat(UnifiedDiff.of(lines(old), lines(now)).replace('\n', '|')).isEqualTo(expected);
  }

  private static String lines(String letters) {
    StringBuilder text = new StringBuilder();
    letters.chars().forEach(letter -> text.append((char) letter).append('\n'));
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whoAppliesTheHunksHasTheNewText(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      String old = lines(letters(random, random.nextInt(40)));
      String now = random.nextInt(4) == 0 ? old : edited(random, old);
      assertThat(patched(old, UnifiedDiff.of(old, now)))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(now);
    }
  }

  private static String letters(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append((char) ('a' + random.nextInt(6)));
    }
    return text.toString();
  }

  private static String edited(Random random, String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (int edits = random.nextInt(6); edits > 0; edits--) {
      if (!lines.isEmpty() && random.nextBoolean()) {
        lines.remove(random.nextInt(lines.size()));
      } else {
        lines.add(random.nextInt(lines.size() + 1), "new" + random.nextInt(3));
      }
    }
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  /** Takes hunks as {@code patch} does, and checks what they say of the old text. */
  private static String patched(String old, String hunks) {
    List<String> before = old.lines().toList();
    List<String> after = new ArrayList<>();
    int at = 0;
    for (String line : hunks.lines().toList()) {
      if (line.startsWith("@@")) {
        String[] range = line.substring(4, line.indexOf(' ', 4)).split(",", -1);
        int start = Integer.parseInt(range[0]) - (range[1].equals("0") ? 0 : 1);
        after.addAll(before.subList(at, start));
        at = start;
      } else if (line.charAt(0) == '+') {
        after.add(line.substring(1));
      } else {
        assertThat(before.get(at)).isEqualTo(line.substring(1));
        if (line.charAt(0) == ' ') {
          after.add(before.get(at));
        }
        at++;
      }
    }
    after.addAll(before.subList(at, before.size()));
    return after.isEmpty() ? "" : String.join("\n", after) + "\n";
  }

  @Test
  void textsThatDifferTooMuchAreReplacedBetweenTheirFirstAndLastDifference() {
    StringBuilder old = new StringBuilder("same\n");
    StringBuilder now = new StringBuilder("same\n");
    for (int i = 0; i < 3_000; i++) {
      old.append("old ").append(i).append('\n');
      now.append("new ").append(i).append('\n');
    }
    String diff = UnifiedDiff.of(old.toString(), now.toString());
    assertThat(diff).startsWith("@@ -1,3001 +1,3001 @@\n same\n-old 0\n").endsWith("+new 2999\n");
  }
}
