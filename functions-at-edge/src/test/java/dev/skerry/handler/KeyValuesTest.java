package dev.skerry.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Namespaces beside a map that does the same the plain way. */
class KeyValuesTest {
  private static final int ROUNDS = 2_000;

  @Test
  void pagesOfKeysAreThoseThatASortedMapHas() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      TreeMap<String, String> twin = new TreeMap<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        twin.put(key(random), key(random));
      }
      KeyValues values = KeyValues.of("n", twin, Instant.EPOCH);
      String prefix = key(random);
      String after = random.nextBoolean() ? key(random) : null;
      int most = random.nextInt(5);
      assertThat(values.keys(prefix, after, most))
          .as("%s after %s, %s", prefix, after, twin)
          .isEqualTo(page(twin, prefix, after, most));
      assertThat(values.get(prefix)).isEqualTo(twin.get(prefix));
      assertThat(values.size()).isEqualTo(twin.size());
    }
  }

  @Test
  void equalOnesHaveTheSameNameKeysAndValuesWheneverTheyWereRead() {
    KeyValues values = KeyValues.of("n", Map.of("a", "bc"), Instant.EPOCH);
    assertThat(values)
        .isEqualTo(KeyValues.of("n", Map.of("a", "bc"), Instant.MAX))
        .isNotEqualTo(KeyValues.of("n", Map.of("ab", "c"), Instant.EPOCH))
        .isNotEqualTo(KeyValues.of("n", Map.of(), Instant.EPOCH));
  }

  private static String key(Random random) {
    StringBuilder key = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      key.append((char) ('a' + random.nextInt(3)));
    }
    return key.toString();
  }

  private static List<String> page(
      Map<String, String> twin, String prefix, @Nullable String after, int most) {
    List<String> keys = new ArrayList<>();
    for (String key : twin.keySet()) {
      boolean isAfter = after == null || key.compareTo(after) > 0;
      if (key.startsWith(prefix) && isAfter && keys.size() < most) {
        keys.add(key);
      }
    }
    return keys;
  }
}
