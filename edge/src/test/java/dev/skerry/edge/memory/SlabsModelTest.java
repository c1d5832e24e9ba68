package dev.skerry.edge.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Seeded random operations on slabs and on arrays of the heap, which must stay the same. */
class SlabsModelTest {
  private static final long LIMIT = 8 << 20;

  private static final class Plain extends SlabBlock {
    Plain(Slabs slabs, int capacity) {
      super(slabs, capacity);
    }
  }

  /** An open buffer of a block from one of its bytes on. */
  private record Part(int from, ByteBuf buffer) {}

  /** A block, what is in it, and whoever reads it. */
  private static final class Twin {
    private final Plain block;
    private final byte[] bytes;
    private final List<Part> open = new ArrayList<>();

    private Twin(Plain block, byte[] bytes) {
      this.block = block;
      this.bytes = bytes;
    }

    static Twin of(Slabs slabs, Random random) {
      byte[] bytes = new byte[size(random)];
      random.nextBytes(bytes);
      Plain block = new Plain(slabs, bytes.length);
      if (!slabs.place(block)) {
        return new Twin(block, new byte[0]);
      }
      int half = bytes.length / 2;
      ByteBuf source = Unpooled.wrappedBuffer(bytes);
      block.write(0, source, half);
      block.write(half, source, bytes.length - half);
      block.seal();
      return new Twin(block, bytes);
    }

    private static int size(Random random) {
      int most = random.nextInt(8) == 0 ? Slabs.MAX_BLOCK_BYTES : 3_000;
      return 1 + random.nextInt(most);
    }

    boolean isPlaced() {
      return bytes.length > 0;
    }

    /** Opens a part, which is checked when it is closed. */
    void open(Random random) {
      int from = random.nextInt(bytes.length);
      int n = 1 + random.nextInt(bytes.length - from);
      ByteBuf part = Objects.requireNonNull(block.tryOpen(from, n));
      open.add(new Part(from, part));
      checkOpen();
    }

    void close() {
      checkOpen();
      open.forEach(part -> part.buffer().release());
      open.clear();
    }

    private void checkOpen() {
      for (Part part : open) {
        int n = part.buffer().capacity();
        if (!ByteBufUtil.equals(part.buffer(), 0, Unpooled.wrappedBuffer(bytes), part.from(), n)) {
          throw new AssertionError(n + " bytes from " + part.from() + " have changed");
        }
      }
    }
  }

  @Test
  void blocksKeepTheirBytesWhileOthersComeAndGoAndAreMoved() {
    long seed = Long.getLong("skerry.seed", System.nanoTime());
    Random random = new Random(seed);
    try (Slabs slabs = new Slabs(LIMIT)) {
      List<Twin> twins = new ArrayList<>();
      long used = 0;
      for (int step = 0; step < 40_000; step++) {
        int what = random.nextInt(100);
        if (what < 45 || twins.isEmpty()) {
          Twin made = Twin.of(slabs, random);
          if (made.isPlaced()) {
            twins.add(made);
            used += made.block.slotBytes();
          } else {
            assertThat(slabs.takenBytes()).as("seed %d", seed).isGreaterThan(LIMIT - (256 << 10));
            used -= drop(twins, random, twins.size() / 2);
          }
        } else if (what < 70) {
          used -= drop(twins, random, 1);
        } else if (what < 95) {
          twins.get(random.nextInt(twins.size())).open(random);
        } else if (what < 98) {
          twins.get(random.nextInt(twins.size())).close();
        } else {
          slabs.compact(random.nextInt(1 << 20));
        }
        assertThat(slabs.usedBytes()).as("seed %d step %d", seed, step).isEqualTo(used);
        assertThat(slabs.takenBytes()).isBetween(used, LIMIT);
      }
      drop(twins, random, twins.size());
      assertThat(slabs.usedBytes()).as("seed %d", seed).isZero();
      assertThat(slabs.takenBytes()).as("seed %d", seed).isZero();
    }
  }

  /** Gives some back; their bytes are what they were until then. */
  private static long drop(List<Twin> twins, Random random, int count) {
    long dropped = 0;
    for (int i = 0; i < count; i++) {
      Twin last = twins.removeLast();
      Twin gone = last;
      if (!twins.isEmpty()) {
        int place = random.nextInt(twins.size());
        gone = twins.set(place, last);
      }
      gone.open(random);
      gone.close();
      dropped += gone.block.slotBytes();
      assertThat(gone.block.release()).isTrue();
      assertThat(gone.block.tryOpen(0, 1)).isNull();
    }
    return dropped;
  }

  @Test
  void slabsThatAreNearlyEmptyAreMovedTogether() {
    long seed = Long.getLong("skerry.seed", System.nanoTime());
    Random random = new Random(seed);
    try (Slabs slabs = new Slabs(LIMIT)) {
      List<Twin> twins = new ArrayList<>();
      for (Twin made = Twin.of(slabs, random); made.isPlaced(); made = Twin.of(slabs, random)) {
        twins.add(made);
      }
      drop(twins, random, twins.size() * 9 / 10);
      long waste = slabs.wasteBytes();

      long got = slabs.compact(0);

      assertThat(got).as("seed %d", seed).isPositive();
      assertThat(slabs.wasteBytes()).as("seed %d", seed).isEqualTo(waste - got);
      // No two slabs of a size would fit into one: at most a slab of each size is not half full.
      assertThat(slabs.wasteBytes())
          .as("seed %d, %d used", seed, slabs.usedBytes())
          .isLessThan(slabs.usedBytes() / 3 + (6 << 20));
      drop(twins, random, twins.size());
      assertThat(slabs.takenBytes()).as("seed %d", seed).isZero();
    }
  }

  @Test
  void blocksThatAreReadAreNotMoved() {
    Random random = new Random(1);
    try (Slabs slabs = new Slabs(LIMIT)) {
      List<Twin> twins = new ArrayList<>();
      for (Twin made = Twin.of(slabs, random); made.isPlaced(); made = Twin.of(slabs, random)) {
        twins.add(made);
      }
      drop(twins, random, twins.size() * 9 / 10);
      twins.forEach(twin -> twin.open(random));

      assertThat(slabs.compact(0)).isZero();

      twins.forEach(Twin::close);
      assertThat(slabs.compact(0)).isPositive();
      drop(twins, random, twins.size());
    }
  }

  @Test
  void whatIsReadOfABlockThatWasGivenUpStaysWhereItIs() {
    long seed = Long.getLong("skerry.seed", System.nanoTime());
    Random random = new Random(seed);
    try (Slabs slabs = new Slabs(LIMIT)) {
      List<Twin> twins = new ArrayList<>();
      for (Twin made = Twin.of(slabs, random); made.isPlaced(); made = Twin.of(slabs, random)) {
        twins.add(made);
      }
      List<Twin> read = new ArrayList<>();
      for (int i = 0; i < twins.size(); i++) {
        Twin twin = twins.get(i);
        if (i % 10 == 0) {
          twin.open(random);
          read.add(twin);
        }
        assertThat(twin.block.release()).isEqualTo(i % 10 != 0);
      }

      assertThat(slabs.compact(0)).as("seed %d", seed).isZero();

      twins.clear();
      for (Twin made = Twin.of(slabs, random); made.isPlaced(); made = Twin.of(slabs, random)) {
        twins.add(made);
      }
      read.forEach(Twin::close);
      drop(twins, random, twins.size());
      assertThat(slabs.takenBytes()).as("seed %d", seed).isZero();
    }
  }

  @Test
  void aBlockThatIsStillWrittenIsNotMoved() {
    try (Slabs slabs = new Slabs(LIMIT)) {
      List<Plain> blocks = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        Plain block = new Plain(slabs, 4096);
        assertThat(slabs.place(block)).isTrue();
        blocks.add(block);
      }
      for (int i = 0; i < 64; i++) {
        if (i % 16 != 0) {
          blocks.get(i).release();
        }
      }
      assertThat(slabs.compact(0)).isZero();
      blocks.get(0).seal();
      blocks.get(16).seal();
      blocks.get(32).seal();
      blocks.get(48).seal();
      assertThat(slabs.compact(0)).isEqualTo(3 * 64 * 1024);
      for (int i = 0; i < 64; i += 16) {
        blocks.get(i).release();
      }
      assertThat(slabs.takenBytes()).isZero();
    }
  }

  @Test
  void threadsMayTakeReadAndGiveBackWhileBlocksAreMoved() throws Exception {
    long seed = Long.getLong("skerry.seed", System.nanoTime());
    AtomicBoolean over = new AtomicBoolean();
    try (Slabs slabs = new Slabs(LIMIT);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Future<?> mover =
          threads.submit(
              () -> {
                while (!over.get()) {
                  slabs.compact(0);
                  slabs.trim();
                }
              });
      List<Callable<Long>> users = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Random random = new Random(seed + i);
        users.add(() -> use(slabs, random));
      }
      try {
        for (Future<Long> user : threads.invokeAll(users)) {
          assertThat(user.get()).as("seed %d", seed).isPositive();
        }
      } finally {
        over.set(true);
      }
      mover.get();
      assertThat(slabs.usedBytes()).as("seed %d", seed).isZero();
      assertThat(slabs.takenBytes()).as("seed %d", seed).isZero();
    }
  }

  private static long use(Slabs slabs, Random random) {
    List<Twin> twins = new ArrayList<>();
    long made = 0;
    for (int step = 0; step < 30_000; step++) {
      int what = random.nextInt(10);
      if (what < 4 || twins.isEmpty()) {
        Twin twin = Twin.of(slabs, random);
        if (twin.isPlaced()) {
          twins.add(twin);
          made++;
        } else {
          drop(twins, random, twins.size() / 2);
        }
      } else if (what < 7) {
        drop(twins, random, 1);
      } else {
        Twin twin = twins.get(random.nextInt(twins.size()));
        twin.open(random);
        twin.close();
      }
    }
    drop(twins, random, twins.size());
    return made;
  }

  @Test
  void everySizeHasASlotThatIsLittleLarger() {
    try (Slabs slabs = new Slabs(LIMIT)) {
      for (int bytes = 1; bytes <= Slabs.MAX_BLOCK_BYTES; bytes++) {
        int slot = slabs.slotBytes(bytes);
        assertThat(slot).as("for %d", bytes).isGreaterThanOrEqualTo(Math.max(64, bytes));
        assertThat(slot - bytes).as("for %d", bytes).isLessThanOrEqualTo(Math.max(64, bytes / 3));
      }
      assertThat(slabs.slotBytes(1024)).isEqualTo(1024);
      assertThat(slabs.slotBytes(8192)).isEqualTo(8192);
    }
  }
}
