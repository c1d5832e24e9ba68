package dev.skerry.origin.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.Committed;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.ForwardingEngine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.Work;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows from memory are never older than what was acknowledged, or seen by anybody. */
class CachedEngineTest {
  private static final long SEED = Long.getLong("skerry.seed", 20261121);
  private static final int KEYS = 8;
  private static final int WRITES = 400;
  private static final Key KEY = Key.of("ka");

  private Hooked storage;
  private CachedEngine engine;

  @BeforeEach
  void open(@TempDir Path folder) {
    storage = new Hooked(RocksEngine.open(RocksSettings.in(folder.resolve("db"))));
    engine =
        new CachedEngine(
            storage,
            new Keeping(List.of(Range.prefix(Key.of("k"))), List.of(), Grouping.NONE, 1 << 20));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  /** Storage that counts reads, and lets things happen in the middle of others. */
  private static final class Hooked extends ForwardingEngine {
    int reads;
    @Nullable Runnable afterRead;
    @Nullable Runnable beforeCommit;
    boolean unknown;

    Hooked(Engine engine) {
      super(engine);
    }

    @Override
    public Snapshot snapshot() {
      return new Counted(super.snapshot());
    }

    private final class Counted implements Snapshot {
      private final Snapshot snapshot;

      Counted(Snapshot snapshot) {
        this.snapshot = snapshot;
      }

      @Override
      public byte @Nullable [] get(Key key) {
        reads++;
        byte[] value = snapshot.get(key);
        Runnable hook = afterRead;
        afterRead = null;
        if (hook != null) {
          hook.run();
        }
        return value;
      }

      @Override
      public List<byte @Nullable []> getAll(List<Key> keys) {
        reads++;
        return snapshot.getAll(keys);
      }

      @Override
      public Rows scan(Scan scan) {
        return snapshot.scan(scan);
      }

      @Override
      public Stamp stamp() {
        return snapshot.stamp();
      }

      @Override
      public void close() {
        snapshot.close();
      }
    }

    @Override
    public <T, X extends Exception> Committed<T> transact(Work<T, X> work) throws X {
      Committed<T> committed =
          super.transact(
              transaction -> {
                T result = work.in(transaction);
                if (beforeCommit != null) {
                  beforeCommit.run();
                }
                return result;
              });
      if (unknown) {
        try (Transaction attempt = begin()) {
          throw new EngineException.CommitUnknown(attempt.token(), "a test says so", null);
        }
      }
      return committed;
    }

    /** An attempt that is committed, which nobody is told. */
    Transaction beginUnknown() {
      return new MarkingTransaction(
          begin(),
          new CachedEngine(this, new Keeping(List.of(), List.of(), Grouping.NONE, 0))
          .new Marked()) {
        @Override
        public Stamp commit() {
          super.commit();
          throw new EngineException.CommitUnknown(token(), "a test says so", null);
        }
      };
    }
  }

  private static byte[] value(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static long number(byte @Nullable [] value) {
    return value == null ? 0 : ByteBuffer.wrap(value).getLong();
  }

  private long read() {
    return number(engine.get(KEY));
  }

  private void write(long number) {
    engine.write(transaction -> transaction.put(KEY, value(number)));
  }

  @Test
  void aRowThatWasReadIsReadNoMore() {
    write(1);
    assertThat(read()).isEqualTo(1);
    assertThat(engine.getAll(List.of(KEY, Key.of("kb")))).hasSize(2);
    int reads = storage.reads;
    assertThat(read()).isEqualTo(1);
    assertThat(engine.get(Key.of("kb"))).isNull();
    assertThat(engine.getAll(List.of(KEY, Key.of("kb")))).hasSize(2);
    assertThat(storage.reads).isEqualTo(reads);
    assertThat(engine.get(Key.of("other"))).isNull();
    assertThat(engine.get(Key.of("other"))).isNull();
    assertThat(storage.reads).as("what is not to be kept").isEqualTo(reads + 2);
  }

  @Test
  void whatWasReadBeforeACommitIsNotKeptAfterIt() {
    write(1);
    storage.afterRead = () -> write(2);
    assertThat(read()).isEqualTo(1);
    assertThat(read()).isEqualTo(2);
    assertThat(read()).isEqualTo(2);
  }

  @Test
  void whatIsReadWhileATransactionIsUnderWayIsNotKept() {
    write(1);
    storage.beforeCommit = () -> assertThat(read()).isEqualTo(1);
    write(2);
    storage.beforeCommit = null;
    assertThat(read()).isEqualTo(2);
  }

  @Test
  void aRangeThatIsRemovedIsGone() {
    write(1);
    assertThat(read()).isEqualTo(1);
    engine.write(transaction -> transaction.delete(Range.prefix(Key.of("k"))));
    assertThat(engine.get(KEY)).isNull();
  }

  @Test
  void aTransactionOfItsOwnIsSeenToo() {
    write(1);
    assertThat(read()).isEqualTo(1);
    try (Transaction transaction = engine.begin()) {
      transaction.put(KEY, value(2));
      assertThat(read()).isEqualTo(1);
      transaction.commit();
    }
    assertThat(read()).isEqualTo(2);
    int reads = storage.reads;
    assertThat(read()).isEqualTo(2);
    assertThat(storage.reads).isEqualTo(reads);
    try (Transaction transaction = engine.begin()) {
      transaction.put(KEY, value(3));
    }
    assertThat(read()).isEqualTo(2);
    reads = storage.reads;
    assertThat(read()).isEqualTo(2);
    assertThat(storage.reads).as("what was given up is not waited for").isEqualTo(reads);
  }

  @Test
  void aRowWhoseCommitIsUnknownIsReadFromTheStorageFromThenOn() {
    write(1);
    storage.unknown = true;
    assertThatThrownBy(() -> write(2)).isInstanceOf(EngineException.CommitUnknown.class);
    storage.unknown = false;
    int reads = storage.reads;
    assertThat(read()).isEqualTo(2);
    assertThat(read()).isEqualTo(2);
    assertThat(storage.reads).isEqualTo(reads + 2);
  }

  @Test
  void aSecondCommitSaysNothingOfAFirstWhoseOutcomeIsUnknown() {
    write(1);
    try (Transaction transaction =
        new OwnTransaction(storage.beginUnknown(), engine.new Marked())) {
      transaction.put(KEY, value(2));
      assertThatThrownBy(transaction::commit).isInstanceOf(EngineException.CommitUnknown.class);
      assertThatThrownBy(transaction::commit).isInstanceOf(IllegalStateException.class);
    }
    int reads = storage.reads;
    assertThat(read()).isEqualTo(2);
    assertThat(read()).isEqualTo(2);
    assertThat(storage.reads).isEqualTo(reads + 2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nobodyReadsAnythingOlderThanWhatWasAcknowledgedOrSeen(boolean tiny)
      throws InterruptedException, ExecutionException {
    CachedEngine shared =
        new CachedEngine(
            storage,
            new Keeping(
                List.of(Range.prefix(Key.of("k"))),
                List.of(),
                Grouping.NONE,
                tiny ? 600 : 1 << 20));
    AtomicLongArray known = new AtomicLongArray(KEYS);
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        SplittableRandom random = new SplittableRandom(SEED + i);
        writers.add(threads.submit(() -> count(shared, random, known)));
      }
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        SplittableRandom random = new SplittableRandom(SEED - i - 1);
        readers.add(threads.submit(() -> check(shared, random, known, done)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      done.set(true);
      for (Future<?> reader : readers) {
        reader.get();
      }
    }
  }

  @Test
  void aTransactionTakesFromMemoryWhatIsOlderThanItself() {
    write(1);
    read();
    engine.write(transaction -> transaction.put(Key.of("other"), value(1)));
    int reads = storage.reads;
    engine.write(
        transaction -> {
          assertThat(number(transaction.get(KEY))).isEqualTo(1);
          assertThat(transaction.getAll(List.of(KEY, Key.of("kb")))).hasSize(2);
          transaction.put(KEY, value(2));
          assertThat(number(transaction.get(KEY))).isEqualTo(2);
        });
    assertThat(read()).isEqualTo(2);
    assertThat(storage.reads).as("by the transaction").isEqualTo(reads + 1);
  }

  @Test
  void whatATransactionTookFromMemoryIsCheckedAtItsCommit() {
    write(1);
    read();
    engine.write(transaction -> transaction.put(Key.of("other"), value(1)));
    try (Transaction transaction = engine.begin()) {
      assertThat(number(transaction.get(KEY))).isEqualTo(1);
      transaction.put(Key.of("kc"), value(1));
      write(2);
      assertThatThrownBy(transaction::commit).isInstanceOf(EngineException.Conflict.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoReadsAsOfOneMomentSeesOneWhereverItReads(boolean byAll)
      throws InterruptedException, ExecutionException {
    List<Range> keys = List.of(Range.prefix(Key.of("k")));
    CachedEngine shared =
        new CachedEngine(
            storage,
            new Keeping(
                byAll ? List.of() : keys, byAll ? keys : List.of(), Grouping.NONE, 1 << 20));
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> movers = new ArrayList<>();
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        SplittableRandom random = new SplittableRandom(SEED + i);
        movers.add(threads.submit(() -> move(shared, random)));
        readers.add(threads.submit(() -> add(shared, random.split(), done)));
      }
      for (Future<?> mover : movers) {
        mover.get();
      }
      done.set(true);
      for (Future<?> reader : readers) {
        reader.get();
      }
    }
  }

  /** Takes from one key what it gives to another, so that all together stay what they are. */
  private static void move(Engine engine, SplittableRandom random) {
    for (int i = 0; i < WRITES; i++) {
      Key from = key(random.nextInt(KEYS));
      Key to = key(random.nextInt(KEYS));
      engine.write(
          transaction -> {
            transaction.put(from, value(number(transaction.get(from)) - 1));
            transaction.put(to, value(number(transaction.get(to)) + 1));
          });
    }
  }

  /** Reads some rows, so that they are in memory, and then all in one transaction. */
  private static void add(Engine engine, SplittableRandom random, AtomicBoolean done) {
    while (!done.get()) {
      engine.get(key(random.nextInt(KEYS)));
      engine.getAll(List.of(key(random.nextInt(KEYS)), key(random.nextInt(KEYS))));
      int first = random.nextInt(KEYS);
      long sum;
      if (random.nextBoolean()) {
        try (Transaction transaction = engine.begin()) {
          sum = sum(transaction, first);
        }
      } else {
        sum = engine.<Long, RuntimeException>read(snapshot -> sum(snapshot, first));
      }
      assertThat(sum).as("seed %d", SEED).isZero();
    }
  }

  private static long sum(Reads reads, int first) {
    long sum = 0;
    for (int i = 0; i < KEYS; i++) {
      sum += number(reads.get(key((first + i) % KEYS)));
    }
    return sum;
  }

  @Test
  void aRowThatIsReadByAllIsPutInMemoryByWhoeverMissesIt() {
    CachedEngine shared =
        new CachedEngine(
            storage,
            new Keeping(List.of(), List.of(Range.prefix(Key.of("k"))), Grouping.NONE, 1 << 20));
    shared.write(transaction -> transaction.put(KEY, value(1)));
    assertThat(shared.<Long, RuntimeException>read(snapshot -> number(snapshot.get(KEY))))
        .isEqualTo(1);
    shared.write(transaction -> transaction.put(Key.of("other"), value(1)));
    int reads = storage.reads;
    assertThat(shared.<Long, RuntimeException>read(snapshot -> number(snapshot.get(KEY))))
        .isEqualTo(1);
    assertThat(storage.reads).isEqualTo(reads);
  }

  private static Key key(int number) {
    return Key.of("k" + number);
  }

  private static void count(Engine engine, SplittableRandom random, AtomicLongArray known) {
    for (int i = 0; i < WRITES; i++) {
      int one = random.nextInt(KEYS);
      long now =
          engine
              .transact(
                  transaction -> {
                    long next = number(transaction.get(key(one))) + 1;
                    transaction.put(key(one), value(next));
                    return next;
                  })
              .result();
      known.accumulateAndGet(one, now, Math::max);
    }
  }

  private static void check(
      Engine engine, SplittableRandom random, AtomicLongArray known, AtomicBoolean done) {
    while (!done.get()) {
      int one = random.nextInt(KEYS);
      long least = known.get(one);
      byte[] value =
          random.nextBoolean()
              ? engine.get(key(one))
              : engine.getAll(List.of(key(0), key(one))).get(1);
      assertThat(number(value)).as("seed %d, key %d", SEED, one).isGreaterThanOrEqualTo(least);
      known.accumulateAndGet(one, number(value), Math::max);
    }
  }
}
