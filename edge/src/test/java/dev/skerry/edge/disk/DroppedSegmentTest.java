package dev.skerry.edge.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.ContentReader;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DroppedSegmentTest {
  private static final int OBJECT_BYTES = 300_000;
  private static final long DISK_BYTES = 16L << 20;

  @TempDir Path folder;

  private DiskWorld world;
  private int fillers;

  @BeforeEach
  void open() {
    world = new DiskWorld(folder, DISK_BYTES);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static byte[] random(int seed) {
    byte[] body = new byte[OBJECT_BYTES];
    new Random(seed).nextBytes(body);
    return body;
  }

  private void keep(String path, int seed) {
    world.keep(world.response(path, random(seed)));
    world.settle();
  }

  /** Writes more than the disk holds: every segment so far is dropped. */
  private void turnTheDiskOver() {
    for (long written = 0; written < 2 * DISK_BYTES; written += OBJECT_BYTES) {
      keep("/filler" + fillers++, 1);
    }
  }

  /** Content that stands on the disk. */
  private Content load(String path) {
    Content content = world.find(path).getFirst().whole();
    assertThat(Objects.requireNonNull(content).diskBody()).isNotNull();
    return content;
  }

  private static List<String> openFilesWithoutAName() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      for (Path link : open.toList()) {
        try {
          String target = Files.readSymbolicLink(link).toString();
          if (target.contains("/segment-") && target.endsWith(" (deleted)")) {
            found.add(target);
          }
        } catch (IOException closedMeanwhile) {
          assertThat(Files.exists(link)).isFalse();
        }
      }
    }
    return found;
  }

  @Test
  void aResponseInMemoryDoesNotHoldTheSegmentThatItStoodIn() throws IOException {
    for (int i = 0; i < 8; i++) {
      keep("/" + i, i);
    }
    world.forgetMemory();
    for (int i = 0; i < 8; i++) {
      assertThat(load("/" + i).isComplete()).isTrue();
    }
    turnTheDiskOver();
    assertThat(world.tier.heldSegments()).isZero();
    assertThat(world.store.lookup(DiskWorld.key("/0"))).isEmpty();
    assertThat(openFilesWithoutAName().stream().filter(f -> f.contains(folder.toString())))
        .isEmpty();
  }

  @Test
  void whoIsSentAResponseGetsItWholeThoughItsSegmentIsDropped() throws IOException {
    keep("/a", 7);
    world.forgetMemory();
    ContentReader reader = load("/a").open(0, Long.MAX_VALUE, Runnable::run, () -> {});
    turnTheDiskOver();
    assertThat(world.tier.heldSegments()).isOne();
    assertThat(world.tier.bytes()).isLessThanOrEqualTo(DISK_BYTES);
    ByteBuf piece = Objects.requireNonNull(reader).read(OBJECT_BYTES);
    byte[] read = new byte[Objects.requireNonNull(piece).readableBytes()];
    piece.readBytes(read);
    piece.release();
    assertThat(read).isEqualTo(random(7));
    reader.close();
    DiskWorld.await("the file is closed", () -> world.tier.heldSegments() == 0);
  }

  @Test
  void viewersWhoTakeLongDoNotHoldMoreOfTheDiskThanItsShare() {
    List<ContentReader> slow = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      keep("/" + i, i);
      world.forgetMemory();
      slow.add(load("/" + i).open(0, Long.MAX_VALUE, Runnable::run, () -> {}));
    }
    turnTheDiskOver();
    assertThat(world.tier.bytes()).isLessThanOrEqualTo(DISK_BYTES);
    assertThat(world.tier.heldSegments()).as("cut short, or not").isGreaterThan(4);
    int brokenOff = 0;
    for (ContentReader reader : slow) {
      brokenOff += isBrokenOff(reader) ? 1 : 0;
      reader.close();
    }
    assertThat(brokenOff).isPositive();
    DiskWorld.await("all files are closed", () -> world.tier.heldSegments() == 0);
  }

  /** Reads on, once; a window that is not there is asked for, and is not to be had. */
  private static boolean isBrokenOff(ContentReader reader) {
    boolean[] waits = new boolean[1];
    DiskWorld.await(
        "it is read, or known not to be",
        () -> {
          ByteBuf piece = reader.read(1000);
          waits[0] = piece == null;
          if (piece != null) {
            piece.release();
          }
          return piece != null || reader.error() != null;
        });
    return waits[0];
  }
}
