package dev.skerry.origin.objects.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.contract.Time;
import dev.skerry.origin.engine.rocksdb.Memory;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.objects.content.BackingBucket.Piece;
import dev.skerry.origin.objects.s3.ServedStore;
import dev.skerry.origin.objects.s3.ServedStore.Failure;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks that differ, objects that cannot be had, and readers that take their time. */
class BucketTroubleTest {
  private static final String PREFIX = "some/where/";

  @TempDir Path folder = Path.of("");
  private final Time time = new Time();
  private RocksEngine engine;
  private ServedStore service;
  private BackingBucket bucket;
  private ContentStore store;

  @BeforeEach
  void open() throws IOException {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")).with(Memory.SMALL));
    service = new ServedStore(folder.resolve("service"));
    bucket = service.bucket(PREFIX);
    store = open(bucket, time);
  }

  private ContentStore open(BackingBucket in, Time clock) {
    ContentRules rules = ContentRules.of(new ContentContract.Boxes(), clock);
    return ContentStore.open(engine, rules, in, clock);
  }

  @AfterEach
  void close() {
    store.close();
    service.close();
    engine.close();
  }

  private List<String> kept() {
    return service.contents(PREFIX);
  }

  private void pass(Duration all) {
    ContentContract.pass(engine, time, all);
  }

  private static int steps(BooleanSupplier step) {
    return ContentContract.steps(step);
  }

  private static byte[] octets(int length) {
    byte[] octets = new byte[length];
    new SplittableRandom(length).nextBytes(octets);
    return octets;
  }

  private ContentId keep(byte[] octets) {
    try (Incoming incoming = store.receive(Sealing.NONE)) {
      incoming.write(octets, 0, octets.length);
      try (Received received = incoming.finish()) {
        store.commit(
            received,
            transaction -> {
              store.take(transaction, received);
              return received;
            });
        return received.id();
      }
    }
  }

  @Test
  void whatComesIsNotGivenUpByOneWhoseClockIsAhead() {
    Time ahead = new Time();
    ahead.advance(Duration.ofHours(5));
    byte[] octets = octets(PieceBuffers.PIECE_BYTES + 1_000_000);
    ContentId released = keep(octets(100_000));
    engine.write(transaction -> store.release(transaction, released));
    try (ContentStore other = open(service.bucket(PREFIX), ahead);
        Incoming incoming = store.receive(Sealing.NONE)) {
      incoming.write(octets, 0, octets.length);
      assertThat(steps(other.orphans()::step)).isPositive();
      assertThat(steps(other.removal()::step)).isPositive();
      assertThat(kept()).as("the upload, and what others may read").hasSize(2);
      try (Received received = incoming.finish()) {
        assertThat(received.length()).isEqualTo(octets.length);
      }
    }
  }

  @Test
  void whatIsYoungIsLeftAlsoWithoutARow() throws IOException {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, time.instant());
    bucket.put(BucketKeys.of(new ContentId(now, 2)), new Piece(new byte[10], 10));
    assertThat(steps(store.orphans()::step)).isPositive();
    assertThat(kept()).hasSize(1);
    time.advance(Duration.ofHours(7));
    assertThat(steps(store.orphans()::step)).isPositive();
    assertThat(kept()).isEmpty();
  }

  @Test
  void whatIsReferredToAndReleasedAgainBeginsItsTimeAnew() {
    ContentId id = keep(octets(100_000));
    engine.write(transaction -> store.release(transaction, id));
    pass(Duration.ofHours(2));
    AtomicBoolean again = new AtomicBoolean(true);
    BackingBucket asked = service.bucket(PREFIX);
    Depot depot =
        (Depot)
            instead(
                Depot.class,
                new BucketDepot(engine, asked, time, time),
                "linger",
                () -> {
                  if (again.getAndSet(false)) { // between the look and the transaction
                    engine.write(
                        transaction ->
                            transaction.put(
                                ContentKeys.doomed(id),
                                new DoomedRow(Ticks.now(transaction), null).encode()));
                  }
                  return Ticks.HOUR;
                });
    try (depot) {
      assertThat(steps(new Removal(engine, depot, new Pins())::step)).isPositive();
      assertThat(kept()).hasSize(1);
    }
  }

  @Test
  void oneObjectThatCannotBeRemovedHoldsUpNoOthers() throws IOException {
    String stuck = BucketKeys.of(new ContentId(1, 1));
    BackingBucket asked = service.bucket(PREFIX);
    BackingBucket refusing =
        refusing(asked, key -> key.equals(stuck) ? Map.of(stuck, "AccessDenied") : Map.of());
    for (int i = 1; i <= 3; i++) {
      asked.put(BucketKeys.of(new ContentId(1, i)), new Piece(new byte[10], 10));
    }
    try (ContentStore other = open(refusing, time)) {
      Orphans orphans = other.orphans();
      assertThatThrownBy(() -> steps(orphans::step)).hasStackTraceContaining("AccessDenied");
      assertThat(orphans.removed()).isEqualTo(2);
      assertThat(kept()).containsExactly(stuck);
    }
  }

  @Test
  void anUploadThatCannotBeEndedIsToldForAnHourAndLookedForAgain() {
    AtomicBoolean refused = new AtomicBoolean(true);
    BackingBucket refusing =
        (BackingBucket)
            Proxy.newProxyInstance(
                BackingBucket.class.getClassLoader(),
                new Class<?>[] {BackingBucket.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("abort") && refused.get()) {
                    throw new IOException("AccessDenied");
                  }
                  return call(bucket, method, arguments);
                });
    byte[] octets = octets(PieceBuffers.PIECE_BYTES + 1_000_000);
    try (ContentStore other = open(refusing, time);
        Incoming incoming = store.receive(Sealing.NONE)) {
      Orphans orphans = other.orphans();
      assertThat(steps(orphans::step)).as("a round, and the next is a day later").isPositive();
      incoming.write(octets, 0, octets.length);
      pass(Duration.ofHours(2));
      assertThatThrownBy(() -> steps(orphans::step)).hasStackTraceContaining("AccessDenied");
      time.advance(Duration.ofMinutes(50));
      assertThatThrownBy(() -> steps(orphans::step)).hasStackTraceContaining("AccessDenied");
      refused.set(false);
      time.advance(Duration.ofMinutes(20));
      assertThat(steps(orphans::step)).isPositive();
      assertThat(kept()).as("it is young").hasSize(1);
      time.advance(Duration.ofDays(2));
      assertThat(steps(orphans::step)).isPositive();
      assertThat(kept()).isEmpty();
    }
  }

  @Test
  void whatCannotBeReadIsPassedOverAndTold() {
    ContentId first = keep(octets(100_000));
    ContentId second = keep(octets(200_000));
    Scrubber scrubber = store.scrubber();
    service.fail(
        request -> request.contains(BucketKeys.of(first)) ? Failure.REFUSED : Failure.NONE);
    int failures = 0;
    boolean more = true;
    while (more) {
      try {
        more = scrubber.step(10_000);
      } catch (ContentException e) {
        failures++;
      }
    }
    assertThat(failures).isPositive();
    assertThat(scrubber.report().unread()).isPositive();
    assertThat(scrubber.report().damaged()).as("what is not known to be").isZero();
    service.recover(bucket);
    assertThat(steps(() -> scrubber.step(10_000))).isPositive();
    assertThat(scrubber.report().checked()).as("of " + second).isGreaterThanOrEqualTo(2);
    engine.write(transaction -> store.release(transaction, first));
    pass(Duration.ofHours(2));
    assertThat(steps(store.removal()::step)).isPositive();
    assertThat(kept()).as("nobody is taken to read it").hasSize(1);
  }

  @Test
  void aReaderThatTakesItsTimeHoldsOnePieceAndNoConnection() throws IOException {
    byte[] octets = octets(1_000_000);
    ContentId id = keep(octets);
    AtomicInteger asked = new AtomicInteger();
    service.fail(
        request -> {
          asked.incrementAndGet();
          return Failure.NONE;
        });
    ReadMemory memory = new ReadMemory(256 << 10);
    try (BucketInput in = new BucketInput(bucket, memory, id, 0, octets.length);
        BucketInput other = new BucketInput(bucket, memory, id, 0, octets.length)) {
      assertThat(in.read()).isEqualTo(octets[0] & 0xFF);
      assertThat(asked).hasValue(1);
      assertThat(other.readNBytes(new byte[1_000], 0, 1_000)).as("without memory").isEqualTo(1_000);
      assertThat(asked).hasValue(2);
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(octets, 1, octets.length));
      assertThat(memory.take(256 << 10)).as("it was given back").isTrue();
    }
  }

  /** A bucket that refuses to remove some. */
  private static BackingBucket refusing(
      BackingBucket bucket, Function<String, Map<String, String>> refusal) {
    return (BackingBucket)
        Proxy.newProxyInstance(
            BackingBucket.class.getClassLoader(),
            new Class<?>[] {BackingBucket.class},
            (_, method, arguments) -> {
              if (!method.getName().equals("delete")) {
                return call(bucket, method, arguments);
              }
              Map<String, String> refused = new HashMap<>();
              List<String> left = new ArrayList<>();
              for (Object key : (Collection<?>) arguments[0]) {
                Map<String, String> why = refusal.apply((String) key);
                refused.putAll(why);
                if (why.isEmpty()) {
                  left.add((String) key);
                }
              }
              refused.putAll(bucket.delete(left));
              return refused;
            });
  }

  /** The same with one of its methods done otherwise. */
  private static Object instead(Class<?> type, Object of, String name, Supplier<Object> done) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (_, method, arguments) ->
            method.getName().equals(name) ? done.get() : call(of, method, arguments));
  }

  private static @Nullable Object call(Object of, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(of, arguments);
    } catch (InvocationTargetException e) {
      throw Objects.requireNonNullElse(e.getCause(), e);
    }
  }
}
