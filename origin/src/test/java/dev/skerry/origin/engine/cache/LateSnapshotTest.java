package dev.skerry.origin.engine.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.ForwardingEngine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of memory and of storage together is as of one moment. */
class LateSnapshotTest {
  private static final long SEED = Long.getLong("skerry.seed", 20261121);
  private static final int KEYS = 6;
  private static final int MOVES = 600;
  private static final Range GROUP = Range.prefix(Key.of("ga"));

  private final AtomicInteger moves = new AtomicInteger();
  private Counted storage;
  private CachedEngine engine;

  /** Storage that counts the snapshots that are taken of it. */
  private static final class Counted extends ForwardingEngine {
    final AtomicInteger snapshots = new AtomicInteger();

    Counted(RocksEngine engine) {
      super(engine);
    }

    @Override
    public Snapshot snapshot() {
      snapshots.incrementAndGet();
      return super.snapshot();
    }
  }

  @BeforeEach
  void open(@TempDir Path folder) {
    storage = new Counted(RocksEngine.open(RocksSettings.in(folder.resolve("db"))));
    engine =
        new CachedEngine(
            storage,
            new Keeping(
                List.of(Range.prefix(Key.of("g"))),
                List.of(),
                key -> key.length() >= 2 && key.startsWith(Key.of("g")) ? 2 : 0,
                1 << 20));
    put("ga1", "1");
    put("ga2", "2");
    put("gb1", "3");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aRangeThatWasReadIsReadFromMemory() {
    assertThat(values(scan(Scan.of(GROUP)))).containsExactly("1", "2");
    int before = storage.snapshots.get();
    assertThat(values(scan(Scan.of(GROUP)))).containsExactly("1", "2");
    assertThat(values(scan(Scan.of(GROUP).inReverse()))).containsExactly("2", "1");
    assertThat(storage.snapshots).hasValue(before);
  }

  @Test
  void aScanOfMemoryStopsAtItsBoundsAndTellsTheRest() {
    scan(Scan.of(GROUP));
    Rows first = scan(Scan.of(GROUP).upTo(1));
    assertThat(values(first)).containsExactly("1");
    assertThat(first.complete()).isFalse();
    assertThat(values(scan(Scan.of(first.rest())))).containsExactly("2");
    Rows last = scan(Scan.of(GROUP).inReverse().upToBytes(1));
    assertThat(values(last)).containsExactly("2");
    assertThat(last.rest().contains(Key.of("ga1"))).isTrue();
    assertThat(last.rest().contains(Key.of("ga2"))).isFalse();
  }

  @Test
  void aRangeIsReadAnewWhenItsGroupWasWritten() {
    scan(Scan.of(GROUP));
    put("ga3", "new");
    assertThat(values(scan(Scan.of(GROUP)))).containsExactly("1", "2", "new");
    engine.write(transaction -> transaction.delete(Key.of("ga1")));
    assertThat(values(scan(Scan.of(GROUP)))).containsExactly("2", "new");
    engine.write(transaction -> transaction.delete(GROUP));
    assertThat(values(scan(Scan.of(GROUP)))).isEmpty();
  }

  @Test
  void aRangeStaysInMemoryWhenAnotherGroupIsWritten() {
    scan(Scan.of(GROUP));
    put("gb2", "other");
    int before = storage.snapshots.get();
    scan(Scan.of(GROUP));
    assertThat(storage.snapshots).hasValue(before);
  }

  @Test
  void aRangeOfSeveralGroupsIsReadFromStorage() {
    Scan both = Scan.of(Range.prefix(Key.of("g")));
    scan(both);
    put("gb1", "4");
    assertThat(values(scan(both))).containsExactly("1", "2", "4");
  }

  @Test
  void whatIsNotCommittedYetIsNotKeptFromBeing() {
    try (var transaction = engine.begin()) {
      transaction.put(Key.of("ga1"), "written".getBytes(UTF_8));
      assertThat(values(scan(Scan.of(GROUP)))).containsExactly("1", "2");
      transaction.commit();
    }
    assertThat(values(scan(Scan.of(GROUP)))).containsExactly("written", "2");
  }

  @Test
  void aReadingThatIsOvertakenBeginsAnew() {
    engine.get(Key.of("ga1"));
    scan(Scan.of(GROUP));
    AtomicInteger times = new AtomicInteger();
    String all =
        engine.<String, RuntimeException>read(
            snapshot -> {
              String one = text(snapshot.get(Key.of("ga1")));
              if (times.incrementAndGet() == 1) {
                put("ga1", "5");
              }
              return one + values(snapshot.scan(Scan.of(GROUP)));
            });
    assertThat(all).isEqualTo("5[5, 2]");
    assertThat(times).hasValue(2);
  }

  @Test
  void whoeverReadsRowsAndRangesInAnyOrderSeesOneMoment()
      throws InterruptedException, ExecutionException {
    engine.write(transaction -> transaction.delete(Range.prefix(Key.of("g"))));
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> movers = new ArrayList<>();
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        SplittableRandom random = new SplittableRandom(SEED + i);
        movers.add(threads.submit(() -> move(random)));
        readers.add(threads.submit(() -> check(random.split(), done)));
      }
      try {
        for (Future<?> mover : movers) {
          mover.get();
        }
      } finally {
        done.set(true);
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
    }
  }

  /** Takes from one key what it gives to another; both are in one group, or in two. */
  private void move(SplittableRandom random) {
    for (int i = 0; i < MOVES; i++) {
      Key from = key(random.nextInt(2 * KEYS));
      Key to = key(random.nextInt(2 * KEYS));
      engine.write(
          transaction -> {
            put(transaction, from, number(transaction.get(from)) - 1);
            put(transaction, to, number(transaction.get(to)) + 1);
          });
      moves.incrementAndGet();
    }
  }

  private static void put(Transaction transaction, Key key, long number) {
    transaction.put(key, Long.toString(number).getBytes(UTF_8));
  }

  private void check(SplittableRandom random, AtomicBoolean done) {
    while (!done.get()) {
      for (int i = KEYS; i < 2 * KEYS; i++) {
        engine.get(key(i)); // so that some are in memory
      }
      boolean rowsFirst = random.nextBoolean();
      boolean inReverse = random.nextBoolean();
      long sum =
          engine.<Long, RuntimeException>read(
              snapshot -> {
                long rows = rowsFirst ? rows(snapshot) : 0;
                awaitMove(done); // so that what has been read may be overtaken
                Scan scan = Scan.of(GROUP);
                Rows range = snapshot.scan(inReverse ? scan.inReverse() : scan);
                rows = rowsFirst ? rows : rows(snapshot);
                return rows + range.rows().stream().mapToLong(r -> number(r.value())).sum();
              });
      assertThat(sum).as("seed %d", SEED).isZero();
    }
  }

  private void awaitMove(AtomicBoolean done) {
    int before = moves.get();
    while (moves.get() == before && !done.get()) {
      Thread.onSpinWait();
    }
  }

  /** The sum of the second group, row by row. */
  private static long rows(Reads reads) {
    long sum = 0;
    for (int i = KEYS; i < 2 * KEYS; i++) {
      sum += number(reads.get(key(i)));
    }
    return sum;
  }

  private static Key key(int number) {
    return Key.of((number < KEYS ? "ga" : "gb") + (char) ('a' + number));
  }

  private static long number(byte @Nullable [] value) {
    return value == null ? 0 : Long.parseLong(new String(value, UTF_8));
  }

  private static String text(byte @Nullable [] value) {
    return value == null ? "" : new String(value, UTF_8);
  }

  private Rows scan(Scan scan) {
    return engine.<Rows, RuntimeException>read(snapshot -> snapshot.scan(scan));
  }

  private static List<String> values(Rows rows) {
    return rows.rows().stream().map(Row::value).map(LateSnapshotTest::text).toList();
  }

  private void put(String key, String value) {
    engine.write(transaction -> transaction.put(Key.of(key), value.getBytes(UTF_8)));
  }
}
