package dev.skerry.edge.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class WeighedIndexTest {
  /** A value that knows what it weighs. */
  private record Thing(String name, long weight) {}

  private final List<String> evicted = new ArrayList<>();

  private WeighedIndex<String, Thing> index(long maxWeight) {
    return new WeighedIndex<>(maxWeight, Thing::weight, (key, thing) -> evicted.add(thing.name()));
  }

  private static void put(WeighedIndex<String, Thing> index, String name, long weight) {
    index.update(name, old -> new Thing(name, weight));
  }

  @Test
  void whatFitsStays() {
    WeighedIndex<String, Thing> index = index(100);
    for (int i = 0; i < 10; i++) {
      put(index, "k" + i, 10);
    }
    assertThat(index.weight()).isEqualTo(100);
    assertThat(index.size()).isEqualTo(10);
    assertThat(evicted).isEmpty();
  }

  @Test
  void whatWasUsedOftenStaysWhenManyComeOnce() {
    WeighedIndex<String, Thing> index = index(100_000);
    for (int i = 0; i < 50; i++) {
      put(index, "often" + i, 1_000);
    }
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 50; i++) {
        assertThat(index.get("often" + i)).isNotNull();
      }
    }
    for (int i = 0; i < 150; i++) {
      put(index, "once" + i, 1_000);
    }
    for (int i = 0; i < 50; i++) {
      assertThat(index.get("often" + i)).as("often" + i).isNotNull();
    }
  }

  @Test
  void whatWasUsedOftenLongAgoGoes() {
    WeighedIndex<String, Thing> index = index(20_000);
    put(index, "old", 1_000);
    for (int i = 0; i < 50; i++) {
      index.get("old");
    }
    for (int i = 0; i < 20_000 && index.keys().contains("old"); i++) {
      String name = "new" + i;
      put(index, name, 1_000);
      index.get(name);
    }
    assertThat(index.keys()).doesNotContain("old");
  }

  @Test
  void ofTwoUsedAlikeTheHeavyOneGoes() {
    WeighedIndex<String, Thing> index = index(10_000);
    for (int i = 0; i < 10; i++) {
      put(index, "light" + i, 100);
    }
    put(index, "heavy", 9_000);
    put(index, "light", 100);
    assertThat(evicted).containsExactly("heavy");
  }

  @Test
  void whatIsHeavierThanAllDoesNotStay() {
    WeighedIndex<String, Thing> index = index(1_000);
    put(index, "light", 10);
    put(index, "too heavy", 1_001);
    assertThat(index.get("too heavy")).isNull();
    assertThat(index.get("light")).isNotNull();
    assertThat(evicted).containsExactly("too heavy");
  }

  @Test
  void aNewcomerThatComesBackIsWorthMoreThanOneThatNeverWasHere() {
    WeighedIndex<String, Thing> index = index(1_000);
    for (int i = 0; i < 100; i++) {
      put(index, "k" + i, 10);
    }
    put(index, "wanted", 2_000);
    put(index, "wanted", 2_000);
    assertThat(index.keys()).doesNotContain("wanted");
    assertThat(index.recentUses("wanted")).isGreaterThan(1.5f);
    assertThat(index.recentUses("unknown")).isZero();
  }

  @Test
  void removedAndReplacedOnesAreNotEvicted() {
    WeighedIndex<String, Thing> index = index(1_000);
    put(index, "a", 100);
    put(index, "a", 300);
    assertThat(index.weight()).isEqualTo(300);
    assertThat(index.remove("a")).isEqualTo(new Thing("a", 300));
    assertThat(index.remove("a")).isNull();
    put(index, "b", 10);
    assertThat(index.update("b", old -> null)).isNull();
    assertThat(index.updateIfPresent("b", old -> new Thing("b", 20))).isNull();
    assertThat(index.weight()).isZero();
    assertThat(index.size()).isZero();
    assertThat(evicted).isEmpty();
  }

  @Test
  void anEntryThatGrowsMakesItsRoom() {
    WeighedIndex<String, Thing> index = index(1_000);
    for (int i = 0; i < 10; i++) {
      put(index, "k" + i, 100);
    }
    index.updateIfPresent("k0", old -> new Thing("k0", 500));
    assertThat(index.weight()).isLessThanOrEqualTo(1_000);
    assertThat(evicted).isNotEmpty();
  }

  @Test
  void aSmallerMaximumHoldsAtOnce() {
    WeighedIndex<String, Thing> index = index(1_000);
    for (int i = 0; i < 10; i++) {
      put(index, "k" + i, 100);
    }
    index.maxWeight(450);
    assertThat(index.weight()).isEqualTo(400);
    assertThat(evicted).hasSize(6);
  }

  @Test
  void aHeavyNewcomerDrivesOutNoMoreThanAFewHundredAtOnce() {
    WeighedIndex<String, Thing> index = index(1_000_000);
    for (int i = 0; i < 10_000; i++) {
      put(index, "k" + i, 100);
    }
    int most = 0;
    for (int times = 0; times < 100 && !index.keys().contains("heavy"); times++) {
      for (int i = 0; index.weight() <= 999_900; i++) {
        put(index, "filler" + times + '/' + i, 100);
      }
      int before = evicted.size();
      put(index, "heavy", 60_000);
      most = Math.max(most, evicted.size() - before);
    }
    assertThat(index.keys()).contains("heavy");
    assertThat(most).isEqualTo(512);
    assertThat(index.weight()).isBetween(1_000_000L, 1_000_000L + 1_000_000 / 64);
    for (int i = 0; i < 100; i++) {
      put(index, "more" + i, 100);
    }
    assertThat(index.weight()).isLessThanOrEqualTo(1_000_000);
  }

  @Test
  void aNewcomerForWhichFarTooManyWouldHaveToGoGoesItself() {
    WeighedIndex<String, Thing> index = index(1_000_000);
    for (int i = 0; i < 10_000; i++) {
      put(index, "k" + i, 100);
    }
    for (int times = 0; times < 100; times++) {
      put(index, "heavy", 600_000);
      assertThat(index.weight()).isLessThanOrEqualTo(1_000_000);
    }
    assertThat(index.size()).isGreaterThan(4_000);
  }

  @Test
  void itAgreesWithAPlainMapAboutAllThatWasNotEvicted() {
    long seed = ThreadLocalRandom.current().nextLong();
    System.out.println("WeighedIndexTest seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Map<Integer, Thing> model = new HashMap<>();
    WeighedIndex<Integer, Thing> index =
        new WeighedIndex<>(
            50_000,
            Thing::weight,
            (key, thing) -> assertThat(model.remove(key)).as("evicted " + key).isEqualTo(thing));
    for (int i = 0; i < 200_000; i++) {
      int key = (int) Math.min(2_000, Math.pow(2_000, random.nextDouble()));
      switch (random.nextInt(8)) {
        case 0, 1 -> {
          Thing thing = new Thing("t" + i, random.nextInt(1, 2_000));
          model.put(key, thing);
          index.update(key, old -> thing);
        }
        case 2 -> assertThat(index.remove(key)).isEqualTo(model.remove(key));
        default -> assertThat(index.get(key)).isEqualTo(model.get(key));
      }
      assertThat(index.weight()).isLessThanOrEqualTo(50_000);
    }
    assertThat(index.keys()).isEqualTo(model.keySet());
    assertThat(index.weight()).isEqualTo(model.values().stream().mapToLong(Thing::weight).sum());
  }
}
