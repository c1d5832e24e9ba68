package dev.skerry.origin.objects.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.contract.Time;
import dev.skerry.origin.engine.rocksdb.Memory;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.objects.row.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is received is read again, or it is told why not. */
class ContentTest {
  private static final Sealing CUSTOMER = new Sealing.Customer(Octets.owning(new byte[32]));

  @TempDir private Path folder;
  private RocksEngine engine;
  private ContentStore store;

  @BeforeEach
  void open() throws IOException {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")).with(Memory.SMALL));
    store = ContentStore.open(engine, settings());
  }

  @AfterEach
  void close() {
    store.close();
    engine.close();
  }

  private ContentSettings settings() {
    return ContentSettings.in(folder.resolve("content"), new Boxes(), new Time());
  }

  private static final class Boxes implements DataKeys {
    @Override
    public byte[] seal(String name, byte[] key) {
      return key.clone();
    }

    @Override
    public byte[] open(String name, byte[] box) {
      return box;
    }
  }

  private ContentId keep(byte[] octets, Sealing sealing, SplittableRandom random) {
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

  private byte[] read(ContentId id, long offset, long length, Sealing sealing) {
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
          throw new java.io.UncheckedIOException(e);
        }
      }
    }
    return octets;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("content"))) {
      return all.filter(file -> ContentId.isName(file.getFileName().toString())).toList();
    }
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
    for (Path file : files()) {
      try (FileChannel channel = FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
        if (cut) {
          channel.truncate(65_552);
        } else {
          assertThat(channel.write(ByteBuffer.wrap(new byte[] {1, 2}), 70_000)).isEqualTo(2);
        }
      }
    }
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
  void aFullDiskIsToldAndNothingIsLeftOfWhatWasReceived() throws IOException {
    store.close();
    ContentSettings all = settings();
    store =
        ContentStore.open(
            engine,
            new ContentSettings(
                all.folder(), 0, all.folderFiles(), Long.MAX_VALUE, all.keys(), all.clock()));
    assertThatThrownBy(() -> keep(new byte[100_000], Sealing.NONE, new SplittableRandom(1)))
        .isInstanceOfSatisfying(
            ContentException.class,
            e -> assertThat(e.kind()).isEqualTo(ContentException.Kind.FULL));
    assertThat(files()).isEmpty();
  }

  @Test
  void whatWasNotTakenIsRemoved() throws IOException {
    try (Incoming incoming = store.receive(Sealing.NONE)) {
      incoming.write(new byte[100_000], 0, 100_000);
      assertThat(files()).hasSize(1);
    }
    assertThat(files()).isEmpty();
    try (Incoming incoming = store.receive(Sealing.NONE)) {
      incoming.write(new byte[100_000], 0, 100_000);
      try (Received received = incoming.finish()) {
        assertThat(received.length()).isEqualTo(100_000);
        assertThat(files()).hasSize(1);
      }
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void twoStoresDoNotShareAFolder() {
    assertThatThrownBy(() -> ContentStore.open(engine, settings()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another process");
  }

  /** Takes steps as long as there may be more; how many. */
  private static int steps(BooleanSupplier step) {
    int steps = 1;
    while (step.getAsBoolean()) {
      steps++;
    }
    return steps;
  }
}
