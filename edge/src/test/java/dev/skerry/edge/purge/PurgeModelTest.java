package dev.skerry.edge.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random fetches, purges, validations, evictions and walks, on a table and on a naive twin. */
class PurgeModelTest {
  private static final int STEPS = 4_000;
  private static final int MAX_STORED = 60;

  /** A stored response, or a fetch under way, and the number its fetch began at. */
  private record Entry(StoredExample stored, long fetchedAt) {}

  private final PurgeTwin twin = new PurgeTwin();
  private final List<Entry> entries = new ArrayList<>();
  private long now = 1_000;
  private boolean mayFold;

  @RepeatedTest(20)
  void withRoomForAllTheTableSaysWhatTheTwinSays(RepetitionInfo repetition) {
    mayFold = false;
    run(7_000 + repetition.getCurrentRepetition(), PurgeLimits.DEFAULT);
  }

  @RepeatedTest(20)
  void withLittleRoomTheTableNeverSaysLessThanTheTwin(RepetitionInfo repetition) {
    mayFold = true;
    run(8_000 + repetition.getCurrentRepetition(), new PurgeLimits(6, 4, 2, 1, 3));
  }

  private void run(long seed, PurgeLimits limits) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    PurgeWorld world = new PurgeWorld(random);
    PurgeTable table = new PurgeTable(limits, () -> Instant.ofEpochMilli(now));
    for (int step = 0; step < STEPS; step++) {
      now += random.nextInt(4);
      switch (random.nextInt(16)) {
        case 0, 1, 2 -> purge(table, world, random);
        case 3, 4, 5, 6 -> begin(table, world);
        case 7 -> validate(table, random);
        case 8 -> evict(random);
        case 9 -> revisit(table, random);
        case 10 -> table.retire();
        default -> checkOne(table, random, "seed " + seed + " step " + step);
      }
      while (entries.size() > MAX_STORED) {
        evict(random);
      }
    }
    for (int i = 0; i < entries.size(); i++) {
      check(table, entries.get(i), "seed " + seed + " at the end");
    }
    forgetAll(table);
  }

  private void purge(PurgeTable table, PurgeWorld world, RandomGenerator random) {
    Purge purge = world.purge(table.latest() + 1 + random.nextInt(2), now);
    if (random.nextBoolean()) {
      purge = table.apply(purge.site(), purge.selectors(), purge.soft());
    } else {
      assertThat(table.apply(purge)).isTrue();
      assertThat(table.apply(purge)).isFalse();
    }
    assertThat(table.latest()).isEqualTo(purge.sequence());
    twin.add(purge);
  }

  private void begin(PurgeTable table, PurgeWorld world) {
    Ticket ticket = table.begin();
    assertThat(ticket.sequence()).isEqualTo(table.latest());
    entries.add(new Entry(world.stored(ticket, now), ticket.sequence()));
  }

  /** As a cache does: begin, check the old one, and give it the new ticket if it may be used. */
  private void validate(PurgeTable table, RandomGenerator random) {
    if (!entries.isEmpty()) {
      int i = random.nextInt(entries.size());
      Entry old = entries.get(i);
      Ticket ticket = table.begin();
      if (table.check(old.stored) == PurgeState.HARD) {
        ticket.release();
      } else {
        old.stored.ticket().release();
        entries.set(i, new Entry(old.stored.with(ticket), ticket.sequence()));
      }
    }
  }

  private void evict(RandomGenerator random) {
    if (!entries.isEmpty()) {
      entries.remove(random.nextInt(entries.size())).stored.ticket().release();
    }
  }

  private void revisit(PurgeTable table, RandomGenerator random) {
    boolean whole = random.nextBoolean();
    for (Entry entry : entries) {
      if (whole || random.nextBoolean()) {
        table.revisit(entry.stored);
      }
    }
  }

  private void checkOne(PurgeTable table, RandomGenerator random, String where) {
    if (!entries.isEmpty()) {
      check(table, entries.get(random.nextInt(entries.size())), where);
    }
  }

  private void check(PurgeTable table, Entry entry, String where) {
    PurgeState expected = twin.check(entry.stored, entry.fetchedAt);
    PurgeState found = table.check(entry.stored);
    if (mayFold) {
      assertThat(found).as("%s: %s", where, entry).isGreaterThanOrEqualTo(expected);
    } else {
      assertThat(found).as("%s: %s", where, entry).isEqualTo(expected);
    }
  }

  private void forgetAll(PurgeTable table) {
    boolean folded = table.counts().folded() > 0;
    assertThat(folded).isEqualTo(mayFold);
    entries.forEach(entry -> entry.stored.ticket().release());
    table.retire();
    assertThat(table.counts())
        .isEqualTo(
            new PurgeCounts(
                table.latest(), table.latest(), 0, 0, 0, 0, 1, 0, table.counts().folded()));
    assertThat(table.scopes()).isZero();
  }
}
