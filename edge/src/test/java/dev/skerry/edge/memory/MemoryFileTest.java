package dev.skerry.edge.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemoryFileTest {
  private record Extent(long position, int bytes, byte fill) {}

  private @Nullable MemoryFile file;

  @BeforeEach
  void createWhereThereIsMemfd() {
    file = MemoryFile.create();
    assumeTrue(file != null, "this system has no memfd_create");
  }

  @AfterEach
  void close() {
    if (file != null) {
      file.close();
    }
  }

  private MemoryFile file() {
    return Objects.requireNonNull(file);
  }

  @Test
  void extentsKeepTheirBytesWhateverComesAndGoesAroundThem() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Extent> live = new ArrayList<>();
    long expected = 0;
    for (int i = 0; i < 2000; i++) {
      if (live.size() > 20 && random.nextBoolean()) {
        Extent gone = live.remove(random.nextInt(live.size()));
        assertHolds(gone, seed);
        file().free(gone.position(), gone.bytes());
        expected -= MemoryFile.pages(gone.bytes());
      } else {
        int bytes = 1 + random.nextInt(200_000);
        Extent taken = new Extent(file().take(bytes), bytes, (byte) (1 + random.nextInt(100)));
        write(taken);
        live.add(taken);
        expected += MemoryFile.pages(bytes);
      }
      assertThat(file().liveBytes()).as("seed %s, step %s", seed, i).isEqualTo(expected);
    }
    for (Extent extent : live) {
      assertHolds(extent, seed);
    }
  }

  @Test
  void theMemoryOfAFreedExtentIsGivenBack() throws IOException {
    Extent small = new Extent(file().take(10_000), 10_000, (byte) 7);
    Extent next = new Extent(file().take(10), 10, (byte) 9);
    write(small);
    write(next);
    file().free(small.position(), small.bytes());
    // A page that is not there reads as zeros.
    assertHolds(new Extent(small.position(), small.bytes(), (byte) 0), 0);
    assertHolds(next, 0);
  }

  private void write(Extent extent) throws IOException {
    byte[] bytes = new byte[extent.bytes()];
    java.util.Arrays.fill(bytes, extent.fill());
    assertThat(file().channel().write(ByteBuffer.wrap(bytes), extent.position()))
        .isEqualTo(extent.bytes());
  }

  private void assertHolds(Extent extent, long seed) throws IOException {
    ByteBuffer read = ByteBuffer.allocate(extent.bytes());
    while (read.hasRemaining()
        && file().channel().read(read, extent.position() + read.position()) > 0) {
      // Reads on.
    }
    for (byte octet : read.array()) {
      if (octet != extent.fill()) {
        throw new AssertionError("seed " + seed + ": " + octet + " is not of " + extent);
      }
    }
  }
}
