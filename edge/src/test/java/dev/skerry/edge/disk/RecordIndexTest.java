package dev.skerry.edge.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.disk.RecordIndex.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordIndexTest {
  @Test
  void itAnswersAsAMapDoesWhateverIsPutInAndTakenOut() {
    long seed = new Random().nextLong();
    System.out.println("RecordIndexTest seed " + seed);
    Random random = new Random(seed);
    RecordIndex index = new RecordIndex(0, 64);
    Map<RecordKey, Long> twin = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      // Few different hashes, many of them close to each other: long runs of taken slots.
      RecordKey key =
          new RecordKey(random.nextLong() >>> 55 << 50, (long) random.nextInt(8) << 60)
              .withVariant(random.nextInt(3));
      long place = Place.of(1 + random.nextInt(5), 16L * i);
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          index.put(key, place, 100, false);
          twin.put(key, place);
        }
        case 2 -> {
          index.remove(key);
          twin.remove(key);
        }
        case 3 -> {
          Long old = twin.get(key);
          boolean moved = index.move(key, old == null ? place : old, place, 100);
          assertThat(moved).isEqualTo(old != null);
          twin.computeIfPresent(key, (k, v) -> place);
        }
        case 4 -> {
          if (random.nextInt(20) == 0) {
            index.removeAll(key);
            twin.keySet().removeIf(other -> key.isSameKey(other.a(), other.b()));
          }
        }
        default -> {
          Entry found = index.find(key);
          assertThat(found == null ? null : found.place()).isEqualTo(twin.get(key));
          List<Entry> all = index.all(key, 100);
          assertThat(all)
              .hasSize(
                  (int) twin.keySet().stream().filter(k -> key.isSameKey(k.a(), k.b())).count());
        }
      }
    }
    assertThat(index.records()).isEqualTo(twin.size());
    assertThat(index.recordBytes()).isEqualTo(100L * twin.size());
    index.removeSegment(3);
    twin.values().removeIf(place -> Place.segment(place) == 3);
    twin.forEach(
        (key, place) -> assertThat(index.find(key)).extracting(Entry::place).isEqualTo(place));
    assertThat(index.records()).isEqualTo(twin.size());
  }

  @Test
  void aRecordIsNotPutWhereItsConditionHasEnded() {
    RecordIndex index = new RecordIndex(0, 64);
    RecordKey key = new RecordKey(1, 2);
    index.put(key, Place.of(1, 0), 16, false, () -> false);
    assertThat(index.contains(key)).isFalse();
  }

  @Test
  void aMillionRecordsTakeWellUnder64BytesEach() {
    RecordIndex index = new RecordIndex(1_000_000, 64);
    Random random = new Random(1);
    for (int i = 0; i < 1_000_000; i++) {
      index.put(
          new RecordKey(random.nextLong(), random.nextLong()), Place.of(1, 16L * i), 16, false);
    }
    assertThat(index.memoryBytes() / 1_000_000).isLessThan(64);
  }

  private static RecordKey variant(int i) {
    return new RecordKey(0x1234_5678_9ABC_DEF0L, 0x1111_1111_0000_0000L).withVariant(i * 7919 + 1);
  }

  @Test
  void beyondTheMostVariantsTheOneThatWasWrittenFirstGoes() {
    RecordIndex index = new RecordIndex(0, 4);
    for (int i = 0; i < 10; i++) {
      RecordKey gone = index.put(variant(i), Place.of(1, 16L * i), 16, false, () -> true);
      assertThat(gone).isEqualTo(i < 4 ? null : variant(i - 4));
    }
    assertThat(index.records()).isEqualTo(4);
    assertThat(index.recordBytes()).isEqualTo(64);
    assertThat(index.all(variant(0), 3))
        .extracting(Entry::key)
        .containsExactly(variant(9), variant(8), variant(7));
  }

  @Test
  void aKeyOfManyVariantsTakesNoMoreWorkThanItsMost() {
    RecordIndex index = new RecordIndex(0, 10_000);
    for (int i = 0; i < 100_000; i++) {
      index.put(variant(i), Place.of(1, 16L * i), 16, false);
    }
    assertThat(index.records()).isEqualTo(64);
    assertThat(index.all(variant(0), 1000)).hasSize(64);
    assertThat(index.memoryBytes()).isLessThan(1 << 20);
  }
}
