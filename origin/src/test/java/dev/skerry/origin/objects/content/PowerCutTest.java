package dev.skerry.origin.objects.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.contract.Time;
import dev.skerry.origin.engine.rocksdb.Memory;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Power that is cut before any operation of the disk loses nothing that was acknowledged. */
class PowerCutTest {
  private static final long SEED = Long.getLong("skerry.seed", 20_261_121);
  private static final int NAMES = 3;
  private static final int STEPS = 12;

  private final Map<String, byte[]> acknowledged = new HashMap<>();

  /** What was being done when the power was cut: the name and its octets, null for none. */
  private @Nullable String doing;

  private byte @Nullable [] becoming;
  @TempDir private Path parent;

  @Test
  void whateverIsCutAllThatWasAcknowledgedIsThereAndNoFileIsLeft() throws IOException {
    try (RocksEngine engine =
        RocksEngine.open(RocksSettings.in(parent.resolve("db")).with(Memory.SMALL))) {
      boolean cut = true;
      for (int operations = 1; cut; operations++) {
        SplittableRandom random = new SplittableRandom(SEED + operations);
        Path folder = parent.resolve("before" + operations);
        CuttingDisk disk = new CuttingDisk(operations);
        acknowledged.clear();
        doing = null;
        becoming = null;
        cut = run(engine, folder, disk, random);
        Path left = parent.resolve("after" + operations);
        Files.createDirectories(left);
        disk.leave(folder, left, random);
        check(engine, left, "seed %d, cut before operation %d".formatted(SEED, operations));
      }
    }
  }

  private static ContentSettings settings(Path folder) {
    return ContentSettings.in(folder, new NoKeys(), new Time())
        .withInlineBytes(10)
        .withFolderFiles(2);
  }

  private static final class NoKeys implements DataKeys {
    @Override
    public byte[] seal(String name, byte[] key) {
      return key.clone();
    }

    @Override
    public byte[] open(String name, byte[] box) {
      return box;
    }
  }

  private static Key row(String name) {
    return Key.of("test" + name);
  }

  /** Names refer to contents; each step writes, overwrites or deletes one. */
  private boolean run(RocksEngine engine, Path folder, CuttingDisk disk, SplittableRandom random)
      throws IOException {
    Files.createDirectories(folder);
    ContentStore store;
    try {
      store = ContentStore.open(engine, settings(folder), disk);
    } catch (CuttingDisk.PowerCut e) {
      return true;
    }
    try {
      Removal removal = store.removal();
      for (int step = 0; step < STEPS; step++) {
        step(engine, store, random);
        boolean _ = random.nextInt(3) == 0 && removal.step();
      }
      return disk.isCut();
    } catch (ContentException | UncheckedIOException e) {
      assertThat(disk.isCut()).as("%s", e).isTrue();
      return true;
    }
  }

  private void step(RocksEngine engine, ContentStore store, SplittableRandom random) {
    String name = "n" + random.nextInt(NAMES);
    byte[] octets = new byte[5 + random.nextInt(40)];
    random.nextBytes(octets);
    boolean delete = random.nextInt(4) == 0;
    doing = name;
    becoming = delete ? null : octets;
    if (delete) {
      engine.write(
          transaction -> {
            byte[] before = transaction.get(row(name));
            if (before != null) {
              store.release(transaction, ContentId.of(new String(before, UTF_8)));
              transaction.delete(row(name));
            }
          });
      acknowledged.remove(name);
    } else {
      write(store, name, octets);
      acknowledged.put(name, octets);
    }
    doing = null;
  }

  private static void write(ContentStore store, String name, byte[] octets) {
    try (Incoming incoming = store.receive(Sealing.NONE)) {
      incoming.write(octets, 0, octets.length);
      try (Received received = incoming.finish()) {
        store.commit(
            received,
            transaction -> {
              byte[] before = transaction.get(row(name));
              if (before != null) {
                store.release(transaction, ContentId.of(new String(before, UTF_8)));
              }
              store.take(transaction, received);
              transaction.put(row(name), received.id().toString().getBytes(UTF_8));
              return name;
            });
      }
    }
  }

  private void check(RocksEngine engine, Path folder, String why) throws IOException {
    int files = 0;
    try (ContentStore store = ContentStore.open(engine, settings(folder))) {
      for (int i = 0; i < NAMES; i++) {
        String name = "n" + i;
        byte[] found = read(engine, store, name);
        if (!name.equals(doing) || !java.util.Arrays.equals(found, becoming)) {
          assertThat(found).as(why + ", " + name).isEqualTo(acknowledged.get(name));
        }
        files += found != null && found.length > 10 ? 1 : 0;
      }
      Removal removal = store.removal();
      assertThat(steps(() -> removal.step())).isPositive();
      Orphans orphans = store.orphans();
      assertThat(steps(() -> orphans.step())).isPositive();
      try (Stream<Path> all = Files.walk(folder)) {
        assertThat(all.filter(Files::isRegularFile).filter(file -> !file.endsWith("lock")).toList())
            .as(why)
            .hasSize(files);
      }
      for (int i = 0; i < NAMES; i++) {
        String name = "n" + i;
        engine.write(
            transaction -> {
              byte[] before = transaction.get(row(name));
              if (before != null) {
                store.release(transaction, ContentId.of(new String(before, UTF_8)));
                transaction.delete(row(name));
              }
            });
      }
      assertThat(steps(() -> removal.step())).isPositive();
    }
  }

  private static byte @Nullable [] read(RocksEngine engine, ContentStore store, String name)
      throws IOException {
    byte[] id = engine.get(row(name));
    if (id == null) {
      return null;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (OpenContent content = store.open(ContentId.of(new String(id, UTF_8)));
        Extents extents = content.range(0, content.length(), Sealing.NONE)) {
      for (Extent next = extents.next(); next != null; next = extents.next()) {
        switch (next) {
          case Extent.OfOctets(ByteBuffer octets) -> {
            byte[] part = new byte[octets.remaining()];
            octets.get(part);
            all.writeBytes(part);
          }
          case Extent.OfFile(FileChannel channel, long position, long length) -> {
            ByteBuffer buffer = ByteBuffer.allocate((int) length);
            assertThat(channel.read(buffer, position)).isEqualTo((int) length);
            all.writeBytes(Objects.requireNonNull(buffer.array()));
          }
        }
        next.close();
      }
    }
    return all.toByteArray();
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
