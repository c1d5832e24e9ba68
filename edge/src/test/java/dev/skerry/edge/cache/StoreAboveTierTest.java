package dev.skerry.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.semantics.Freshness;
import dev.skerry.edge.semantics.Vary;
import dev.skerry.http.Fields;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/**
 * What was replaced or invalidated never comes back from the tier below, whatever is asked for,
 * evicted and brought back meanwhile.
 */
class StoreAboveTierTest {
  private static final long LIMIT = 16 << 20;
  private static final int CHANGES = 1_000;
  private static final CacheKey KEY = new CacheKey("site", "http", "example.com/", null);

  private final PurgeTable purges = new PurgeTable(PurgeLimits.DEFAULT, InstantSource.system());
  private final ResponseStore store = new ResponseStore(LIMIT, 8, purges);
  private final FillBudget fills = new FillBudget(LIMIT);
  private final ContentMemory memory = TestMemory.of(LIMIT, fills, store);
  private final TierTwin tier = new TierTwin(this::response);

  /** No response of a lesser version may be found by who begins to look now. */
  private volatile int least;

  private volatile boolean over;

  @AfterEach
  void everythingIsGivenBack() {
    store.clear();
    assertThat(store.contentBytes()).isZero();
    assertThat(fills.used()).isZero();
    memory.close();
  }

  @RepeatedTest(10)
  void nothingOlderComesBackFromBelow() throws Exception {
    long seed = System.nanoTime();
    System.out.println("StoreAboveTierTest seed " + seed);
    store.putAbove(tier);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> others =
          List.of(
              threads.submit(() -> evict(new Random(seed + 1))),
              threads.submit(() -> load(new Random(seed + 2))),
              threads.submit(() -> ask(new Random(seed + 3))));
      Future<?> changes = threads.submit(() -> change(new Random(seed)));
      try {
        changes.get(60, TimeUnit.SECONDS);
      } finally {
        over = true;
      }
      for (Future<?> other : others) {
        await(other, seed);
      }
    }
    tier.load(store);
    look();
  }

  private static void await(Future<?> thread, long seed) throws Exception {
    try {
      thread.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("seed " + seed, e.getCause());
    }
  }

  private void change(Random random) {
    for (int version = 1; version <= CHANGES; version++) {
      switch (random.nextInt(4)) {
        case 0 -> store.removeAll(KEY);
        case 1 -> removeNewest();
        default -> store.put(response(version));
      }
      least = version;
      TierTwin.dawdle(random);
    }
  }

  private void removeNewest() {
    List<StoredResponse> found = store.lookup(KEY);
    if (found.isEmpty()) {
      store.removeAll(KEY);
    } else {
      store.remove(KEY, found.getFirst());
    }
  }

  private void evict(Random random) {
    while (!over) {
      store.limit(0);
      TierTwin.dawdle(random);
      store.limit(LIMIT);
      TierTwin.dawdle(random);
    }
  }

  private void load(Random random) {
    while (!over) {
      tier.load(store);
      look();
      TierTwin.dawdle(random);
    }
  }

  private void ask(Random random) {
    while (!over) {
      List<StoredResponse> found = look();
      TierTwin.dawdle(random);
      found.forEach(store::asked);
      TierTwin.dawdle(random);
    }
  }

  private List<StoredResponse> look() {
    int before = least;
    List<StoredResponse> found = store.lookup(KEY);
    for (StoredResponse stored : found) {
      assertThat(TierTwin.version(stored)).isGreaterThanOrEqualTo(before);
    }
    return found;
  }

  private StoredResponse response(int version) {
    Content content = new Content(0, LIMIT, memory);
    content.complete(Fields.EMPTY);
    StoredHead head =
        StoredHead.of(
            KEY,
            200,
            PackedFields.of(Fields.EMPTY),
            new Freshness(
                version, 0, 1000, 0, 0, Freshness.Source.MAX_AGE, Freshness.Staleness.ALLOWED),
            Vary.NONE,
            "",
            List.of(),
            purges.begin());
    StoredResponse stored = StoredResponse.of(head, content);
    content.release();
    return stored;
  }
}
