package dev.skerry.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.memory.Slabs;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.semantics.Freshness;
import dev.skerry.edge.semantics.Vary;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replaces all content by other sizes again and again: the memory that is counted stays the same.
 */
class ChurnTest {
  private static final long LIMIT = 48 << 20;
  private static final int ROUNDS = 10;
  private static final int READERS = 64;

  private final PurgeTable purges = new PurgeTable(PurgeLimits.DEFAULT, InstantSource.system());
  private final ResponseStore store = new ResponseStore(LIMIT, 8, purges);
  private final Slabs slabs = new Slabs(MemoryBudget.slabBytes(LIMIT));
  private final MemoryBudget budget =
      new MemoryBudget(LIMIT, LIMIT, slabs, null, store, Runnable::run);
  private final FillBudget fills = new FillBudget(LIMIT / 4);
  private final ContentMemory memory = new ContentMemory(fills, budget, slabs, null);

  @AfterEach
  void everythingIsGivenBack() {
    store.clear();
    assertThat(store.contentBytes()).isZero();
    assertThat(store.weightBytes()).isZero();
    assertThat(budget.passingBytes()).isZero();
    assertThat(fills.used()).isZero();
    assertThat(slabs.usedBytes()).isZero();
    assertThat(slabs.takenBytes()).isZero();
    slabs.close();
  }

  @Test
  void tenRoundsOfOtherSizesStayWithinTheBudgetAndTheFirstPlateau() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ArrayDeque<ByteBuf> readers = new ArrayDeque<>();
    long plateau = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int typical = 300 << random.nextInt(8);
      for (long bytes = 0; bytes < 2 * LIMIT; bytes += typical + 600) {
        Content content = put(round + "/" + bytes, size(typical, random));
        if (random.nextInt(100) == 0) {
          ByteBuf reader = read(content);
          if (reader != null) {
            readers.add(reader);
          }
        }
        content.release();
        if (readers.size() > READERS) {
          readers.remove().release();
        }
        assertThat(budget.usedBytes()).as("seed %d round %d", seed, round).isLessThan(bound());
      }
      budget.tend();
      plateau = round == 0 ? budget.usedBytes() : plateau;
      assertThat((double) budget.usedBytes())
          .as("seed %d round %d of about %d", seed, round, typical)
          .isBetween(0.85 * plateau, 1.15 * plateau);
    }
    readers.forEach(ByteBuf::release);
  }

  @Test
  void contentThatIsReadOnAfterItWasEvictedTakesRoomFromWhatIsStored() {
    Random random = new Random(1);
    ArrayDeque<ByteBuf> readers = new ArrayDeque<>();
    for (int i = 0; i < 1_500; i++) {
      Content content = put("first/" + i, 10_000);
      ByteBuf reader = read(content);
      if (reader != null) {
        readers.add(reader);
      }
      content.release();
    }
    for (int i = 0; i < 20_000; i++) {
      put("next/" + i, 1_000 + random.nextInt(9_000)).release();
      assertThat(budget.usedBytes()).isLessThan(bound());
    }
    assertThat(budget.passingBytes()).isGreaterThan(LIMIT / 8);
    assertThat(store.limitBytes()).isLessThan(LIMIT - LIMIT / 8);
    readers.forEach(ByteBuf::release);
    budget.tend();
    assertThat(store.limitBytes()).isGreaterThan(LIMIT * 9 / 10);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 20, 5})
  void slabsOfWhichSlowViewersReadOneBlockEachCountAsUsed(int oneIn) {
    ArrayDeque<ByteBuf> readers = new ArrayDeque<>();
    for (int i = 0; i < 3_400; i++) {
      Content content = put("first/" + i, 12_000);
      ByteBuf reader = i % oneIn == 0 ? read(content) : null;
      if (reader != null) {
        readers.add(reader);
      }
      content.release();
    }
    store.clear();
    for (int i = 0; i < 40_000; i++) {
      put("next/" + i, 900).release();
      assertThat(budget.usedBytes()).isLessThan(bound());
    }
    assertThat(budget.stuckBytes()).isGreaterThan(LIMIT / 8);
    assertThat(store.weightBytes()).isBetween(LIMIT / 32, LIMIT * 3 / 4);
    readers.forEach(ByteBuf::release);
    budget.tend();
    assertThat(budget.stuckBytes()).isZero();
    assertThat(store.limitBytes()).isGreaterThan(LIMIT * 9 / 10);
  }

  @Test
  void whatElseTakesMemoryIsTakenFromWhatIsStored() {
    long before = store.limitBytes();
    budget.alsoCounts(() -> LIMIT / 4);
    budget.tend();
    assertThat(store.limitBytes()).isEqualTo(before - LIMIT / 4);
    assertThat(budget.tableBytes()).isGreaterThan(LIMIT / 4);
    for (int i = 0; i < 10_000; i++) {
      put("any/" + i, 10_000).release();
      assertThat(budget.usedBytes()).isLessThan(bound());
    }
  }

  @Test
  void contentThatIsLargerThanWhatFitsPassesThroughAndLeavesTheStoreAsItIs() {
    for (int i = 0; i < 100; i++) {
      put("small/" + i, 50_000).release();
    }
    long keys = store.keys();
    Content large = new Content(-1, LIMIT, memory);
    ContentReader reader =
        Objects.requireNonNull(large.open(0, Long.MAX_VALUE, Runnable::run, () -> {}));
    for (long written = 0; written < 2 * LIMIT; written += 16_384) {
      large.append(Unpooled.wrappedBuffer(new byte[16_384]));
      for (ByteBuf piece = reader.read(65_536); piece != null; piece = reader.read(65_536)) {
        piece.release();
      }
    }
    large.complete(Fields.EMPTY);
    assertThat(large.isKept()).isFalse();
    reader.close();
    large.release();
    assertThat(store.keys()).isEqualTo(keys);
  }

  private static long bound() {
    return LIMIT + LIMIT / 10;
  }

  private static int size(int typical, Random random) {
    return 1 + (int) (typical * Math.pow(2, random.nextDouble(-1, 1)));
  }

  private static @Nullable ByteBuf read(Content content) {
    return content.inOnePiece();
  }

  private Content put(String path, int bytes) {
    Content content = new Content(bytes, LIMIT, memory);
    content.append(Unpooled.wrappedBuffer(new byte[bytes]));
    content.complete(Fields.EMPTY);
    if (!content.isKept()) {
      return content;
    }
    StoredHead head =
        StoredHead.of(
            new CacheKey("site", "http", "example.com/" + path, null),
            200,
            PackedFields.of(Fields.of("content-type", "text/plain", "etag", '"' + path + '"')),
            new Freshness(0, 0, 1000, 0, 0, Freshness.Source.MAX_AGE, Freshness.Staleness.ALLOWED),
            Vary.NONE,
            "",
            List.of(),
            purges.begin());
    store.put(StoredResponse.of(head, content));
    return content;
  }
}
