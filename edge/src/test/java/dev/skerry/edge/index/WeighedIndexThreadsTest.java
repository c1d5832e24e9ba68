package dev.skerry.edge.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Several threads at once: every value leaves exactly once, and the sums are right in the end. */
class WeighedIndexThreadsTest {
  private static final int THREADS = 4;
  private static final int STEPS = 60_000;
  private static final long MAX_WEIGHT = 20_000;

  /** A value that counts how often it was let go. */
  private static final class Thing {
    final long weight;
    final AtomicInteger left = new AtomicInteger();

    Thing(long weight) {
      this.weight = weight;
    }
  }

  private final WeighedIndex<Integer, Thing> index =
      new WeighedIndex<>(MAX_WEIGHT, thing -> thing.weight, (key, thing) -> leave(thing));

  private static void leave(Thing thing) {
    thing.left.incrementAndGet();
  }

  @Test
  void everyValueIsThereOrHasLeftOnce() throws Exception {
    long seed = ThreadLocalRandom.current().nextLong();
    System.out.println("WeighedIndexThreadsTest seed " + seed);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<List<Thing>>> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int i = 0; i < THREADS; i++) {
        SplittableRandom random = new SplittableRandom(seed + i);
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  return work(random);
                }));
      }
      start.countDown();
    }
    AtomicLong weight = new AtomicLong();
    index.forEach(
        thing -> {
          weight.addAndGet(thing.weight);
          leave(thing);
        });
    assertThat(index.weight()).isEqualTo(weight.get()).isLessThanOrEqualTo(MAX_WEIGHT);
    for (Future<List<Thing>> result : results) {
      assertThat(result.get()).allSatisfy(thing -> assertThat(thing.left).hasValue(1));
    }
  }

  private List<Thing> work(SplittableRandom random) {
    List<Thing> made = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      int key = random.nextInt(200);
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          Thing thing = new Thing(random.nextInt(1, 1_000));
          made.add(thing);
          Thing[] replaced = new Thing[1];
          index.update(
              key,
              old -> {
                replaced[0] = old;
                return thing;
              });
          if (replaced[0] != null) {
            leave(replaced[0]);
          }
        }
        case 2 -> {
          Thing removed = index.remove(key);
          if (removed != null) {
            leave(removed);
          }
        }
        default -> index.get(key);
      }
    }
    return made;
  }
}
