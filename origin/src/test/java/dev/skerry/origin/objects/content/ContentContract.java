package dev.skerry.origin.objects.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.contract.Time;
import dev.skerry.origin.engine.rocksdb.Memory;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.objects.row.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is received is read again, wherever it is kept, or it is told why not. */
abstract class ContentContract {
  private static final Sealing CUSTOMER = new Sealing.Customer(Octets.owning(new byte[32]));

  @TempDir Path folder = Path.of("");
  final Time time = new Time();
  RocksEngine engine;
  ContentStore store;

  @BeforeEach
  void open() throws IOException {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")).with(Memory.SMALL));
    store = openStore();
  }

  @AfterEach
  void close() {
    store.close();
    engine.close();
  }

  /** Contents on the engine. */
  abstract ContentStore openStore() throws IOException;

  /** Changes or cuts the octets that are kept of every content, each of which has 100,000. */
  abstract void damageAll(boolean cut) throws IOException;

  /** What is kept beside the engine, one of each content. */
  abstract List<?> kept() throws IOException;

  static final class Boxes implements DataKeys {
    @Override
    public byte[] seal(String name, byte[] key) {
      return key.clone();
    }

    @Override
    public byte[] open(String name, byte[] box) {
      return box;
    }
  }

  ContentId keep(byte[] octets, Sealing sealing, SplittableRandom random) {
    try (Incoming incoming = store.receive(sealing)) {
      int at = 0;
      while (at < octets.length) {
        int count = Math.min(octets.length - at, 1 + random.nextInt(100_000));
        if (random.nextBoolean()) {
          incoming.write(octets, at, count);
        } else {
          incoming.write(ByteBuffer.allocateDirect(count).put(octets, at, count).flip());
        }
        at += count;
      }
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

  byte[] read(ContentId id, long offset, long length, Sealing sealing) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (OpenContent content = store.open(id);
        Extents extents = content.range(offset, length, sealing)) {
      for (Extent next = extents.next(); next != null; next = extents.next()) {
        try (Extent extent = next) {
          all.writeBytes(octets(extent));
        }
      }
    }
    return all.toByteArray();
  }

  private static byte[] octets(Extent extent) {
    byte[] octets = new byte[(int) extent.length()];
    switch (extent) {
      case Extent.OfOctets(ByteBuffer buffer) -> buffer.duplicate().get(octets);
      case Extent.OfFile(FileChannel channel, long position, long length) -> {
        try {
          assertThat(channel.read(ByteBuffer.wrap(octets), position)).isEqualTo((int) length);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return octets;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_384, 16_385, 65_535, 65_536, 65_537, 131_072, 300_000})
  void anyPartOfAnyContentIsReadHoweverItIsSealed(int length) {
    SplittableRandom random = new SplittableRandom(length);
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    for (Sealing sealing : List.of(Sealing.NONE, Sealing.STORE, CUSTOMER)) {
      ContentId id = keep(octets, sealing, random);
      assertThat(read(id, 0, length, sealing)).isEqualTo(octets);
      for (int i = 0; i < 20; i++) {
        int from = random.nextInt(length + 1);
        int count = random.nextInt(length - from + 1);
        assertThat(read(id, from, count, sealing))
            .isEqualTo(Arrays.copyOfRange(octets, from, from + count));
      }
    }
  }

  @Test
  void aCustomersContentIsReadWithItsKeyAlone() {
    ContentId id = keep(new byte[100_000], CUSTOMER, new SplittableRandom(1));
    byte[] other = new byte[32];
    other[0] = 1;
    for (Sealing wrong : List.of(Sealing.NONE, new Sealing.Customer(Octets.owning(other)))) {
      assertThatThrownBy(() -> read(id, 0, 10, wrong))
          .isInstanceOfSatisfying(
              ContentException.class,
              e -> assertThat(e.kind()).isEqualTo(ContentException.Kind.WRONG_KEY));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsNotAsItWasWrittenIsFound(boolean cut) throws IOException {
    keep(new byte[100_000], Sealing.NONE, new SplittableRandom(1));
    ContentId sealed = keep(new byte[100_000], Sealing.STORE, new SplittableRandom(1));
    Scrubber scrubber = store.scrubber();
    assertThat(steps(() -> scrubber.step(10_000))).isPositive();
    assertThat(scrubber.report().checked()).isEqualTo(2);
    assertThat(scrubber.report().damaged()).isZero();
    damageAll(cut);
    assertThat(steps(() -> scrubber.step(10_000))).isPositive();
    assertThat(scrubber.report().damaged()).isEqualTo(2);
    assertThat(scrubber.report().named()).hasSize(2);
    assertThatThrownBy(() -> read(sealed, 0, 100_000, Sealing.NONE))
        .isInstanceOfSatisfying(
            ContentException.class,
            e -> assertThat(e.kind()).isEqualTo(ContentException.Kind.DAMAGED));
    scrubber.close();
  }

  @Test
  void whatWasNotTakenIsRemoved() throws IOException {
    try (Incoming incoming = store.receive(Sealing.NONE)) {
      incoming.write(new byte[100_000], 0, 100_000);
    }
    assertThat(kept()).isEmpty();
    try (Incoming incoming = store.receive(Sealing.NONE)) {
      incoming.write(new byte[100_000], 0, 100_000);
      try (Received received = incoming.finish()) {
        assertThat(received.length()).isEqualTo(100_000);
        assertThat(kept()).hasSize(1);
      }
    }
    assertThat(kept()).isEmpty();
  }

  @Test
  void whatNothingRefersToIsRemovedAfterItsTime() throws IOException {
    ContentId id = keep(new byte[100_000], Sealing.NONE, new SplittableRandom(1));
    engine.write(transaction -> store.release(transaction, id));
    pass(Duration.ofHours(2));
    Removal removal = store.removal();
    assertThat(kept()).hasSize(1);
    assertThat(steps(removal::step)).isPositive();
    assertThat(kept()).isEmpty();
    assertThatThrownBy(() -> store.open(id))
        .isInstanceOfSatisfying(
            ContentException.class,
            e -> assertThat(e.kind()).isEqualTo(ContentException.Kind.GONE));
  }

  /** Lets time pass for processes that are at work. */
  void pass(Duration all) {
    pass(engine, time, all);
  }

  static void pass(Engine engine, Time time, Duration all) {
    Ticks ticks = new Ticks(engine, time);
    Duration tick = Duration.ofMinutes(10);
    for (long i = all.dividedBy(tick); i > 0; i--) {
      ticks.advance(); // sees how it stands
      time.advance(tick);
      ticks.advance(); // moves it on
    }
  }

  /** Takes steps as long as there may be more; how many. */
  static int steps(BooleanSupplier step) {
    int steps = 1;
    while (step.getAsBoolean()) {
      steps++;
    }
    return steps;
  }
}
