package dev.skerry.edge.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;

/**
 * Fetches, look-ups, purges, evictions and walks at the same time: whatever was applied when a
 * look-up begins is found by it, and what was not purged is not found.
 */
@Timeout(60)
class PurgeConcurrencyTest {
  private static final int SLOTS = 32;
  private static final int PURGES = 3_000;
  private static final int USERS = 3;

  private record Entry(StoredExample stored, long fetchedAt) {}

  /** By number, each written before it is applied. */
  private final AtomicReferenceArray<Purge> applied = new AtomicReferenceArray<>(PURGES + 1);

  private final AtomicReferenceArray<Entry> slots = new AtomicReferenceArray<>(SLOTS);

  /** One for each look-up, so that the purges come among them. */
  private final Semaphore lookUps = new Semaphore(0);

  private final AtomicBoolean over = new AtomicBoolean();

  @RepeatedTest(4)
  void withRoomForAllEachLookUpFindsWhatItShouldAndNoMore(RepetitionInfo repetition)
      throws Exception {
    run(9_000 + repetition.getCurrentRepetition(), PurgeLimits.DEFAULT, false);
  }

  @RepeatedTest(4)
  void withLittleRoomNoLookUpMissesAPurge(RepetitionInfo repetition) throws Exception {
    run(9_100 + repetition.getCurrentRepetition(), new PurgeLimits(6, 4, 2, 1, 3), true);
  }

  private void run(long seed, PurgeLimits limits, boolean mayFold) throws Exception {
    PurgeTable table = new PurgeTable(limits, () -> Instant.ofEpochMilli(0));
    try (ExecutorService threads = Executors.newFixedThreadPool(USERS + 2)) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < USERS; i++) {
        RandomGenerator random = random(seed * 31 + i);
        ends.add(threads.submit(() -> use(table, random, mayFold)));
      }
      ends.add(threads.submit(() -> walk(table)));
      ends.add(threads.submit(() -> purge(table, random(seed))));
      for (Future<?> end : ends) {
        end.get();
      }
    } catch (Exception e) {
      throw new AssertionError("seed " + seed, e);
    }
    for (int i = 0; i < SLOTS; i++) {
      if (slots.get(i) != null) {
        slots.get(i).stored.ticket().release();
      }
    }
    table.retire();
    assertThat(table.counts())
        .as("seed %d", seed)
        .isEqualTo(new PurgeCounts(PURGES, PURGES, 0, 0, 0, 0, 1, 0, table.counts().folded()));
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private void purge(PurgeTable table, RandomGenerator random) {
    try {
      PurgeWorld world = new PurgeWorld(random);
      for (int sequence = 1; sequence <= PURGES; sequence++) {
        lookUps.acquireUninterruptibly(1 + random.nextInt(8));
        Purge purge = world.purge(sequence, random.nextInt(40));
        applied.set(sequence, purge);
        table.apply(purge);
      }
    } finally {
      over.set(true);
    }
  }

  private void walk(PurgeTable table) {
    while (!over.get()) {
      table.retire();
      for (int i = 0; i < SLOTS; i++) {
        Entry entry = slots.get(i);
        if (entry != null) {
          table.revisit(entry.stored);
        }
      }
      table.retire();
    }
  }

  /** Looks up; fetches what is not there or purged, and now and then something else. */
  private void use(PurgeTable table, RandomGenerator random, boolean mayFold) {
    PurgeWorld world = new PurgeWorld(random);
    try {
      while (!over.get()) {
        int slot = random.nextInt(SLOTS);
        Entry entry = slots.get(slot);
        boolean isUsable = entry != null && lookUp(table, entry, mayFold) != PurgeState.HARD;
        if (!isUsable || random.nextInt(10) == 0) {
          fetch(table, world, slot, entry, mayFold);
        }
        lookUps.release();
      }
    } finally {
      lookUps.release(10 * PURGES);
    }
  }

  private void fetch(
      PurgeTable table, PurgeWorld world, int slot, @Nullable Entry old, boolean mayFold) {
    long known = table.latest();
    Ticket ticket = table.begin();
    Entry filling = new Entry(world.stored(ticket, 0), ticket.sequence());
    assertThat(filling.fetchedAt).isGreaterThanOrEqualTo(known);
    boolean isStored =
        lookUp(table, filling, mayFold) != PurgeState.HARD
            && slots.compareAndSet(slot, old, filling);
    if (!isStored) {
      ticket.release();
    } else if (old != null) {
      old.stored.ticket().release();
    }
  }

  private PurgeState lookUp(PurgeTable table, Entry entry, boolean mayFold) {
    long before = table.latest();
    PurgeState found = table.check(entry.stored);
    PurgeState least = twin(entry, before);
    assertThat(found).as("%s at %d", entry, before).isGreaterThanOrEqualTo(least);
    if (!mayFold && !entry.stored.ticket().isReleased()) {
      PurgeState most = twin(entry, PURGES);
      assertThat(found).as("%s at %d", entry, before).isLessThanOrEqualTo(most);
    }
    return found;
  }

  /** What the purges up to a number say, as far as they are known. */
  private PurgeState twin(Entry entry, long upTo) {
    PurgeState state = PurgeState.NONE;
    for (long sequence = entry.fetchedAt + 1; sequence <= upTo; sequence++) {
      Purge purge = applied.get((int) sequence);
      if (purge == null) {
        return state;
      }
      if (PurgeTwin.concerns(purge, entry.stored)) {
        state = state.or(purge.soft() ? PurgeState.SOFT : PurgeState.HARD);
      }
    }
    return state;
  }
}
