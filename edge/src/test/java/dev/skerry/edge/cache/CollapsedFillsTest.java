package dev.skerry.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.memory.MemoryFile;
import dev.skerry.edge.memory.Slabs;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.semantics.Freshness;
import dev.skerry.edge.semantics.Vary;
import dev.skerry.edge.testing.ScriptedOrigin;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.FileRegion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Many viewers on a few loops ask for the same few things at random moments, join each other's
 * fills, read at their own pace, and leave; what is stored is evicted and moved meanwhile. Each
 * gets all the bytes, unless the origin broke off after it had begun to read.
 */
class CollapsedFillsTest {
  private static final int LOOPS = 4;
  private static final int KEYS = 3;
  private static final int VIEWERS = Integer.getInteger("skerry.test.viewers", 500);
  private static final int AT_ONCE = 30;
  private static final int MOST_BYTES = 300_000;
  private static final long LIMIT = 8 << 20;
  private static final Freshness FRESH =
      new Freshness(0, 0, 1000, 0, 0, Freshness.Source.MAX_AGE, Freshness.Staleness.ALLOWED);

  private final PurgeTable purges = new PurgeTable(PurgeLimits.DEFAULT, InstantSource.system());
  private final ResponseStore store = new ResponseStore(LIMIT, 8, purges);
  private final Fills fills = new Fills(1_000);
  private final List<ExecutorService> loops = new ArrayList<>();
  private final CountDownLatch left = new CountDownLatch(VIEWERS);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicInteger come = new AtomicInteger();
  private final AtomicInteger delivered = new AtomicInteger();
  private final AtomicInteger cut = new AtomicInteger();
  private final AtomicInteger fetches = new AtomicInteger();
  private final AtomicInteger fetching = new AtomicInteger();
  private volatile boolean over;

  @RepeatedTest(6)
  void everyViewerGetsAllOfIt(RepetitionInfo repetition) throws Exception {
    long seed = System.nanoTime();
    System.out.println("CollapsedFillsTest seed " + seed);
    Random random = new Random(seed);
    // Every other time there is room for few fills: most become windows.
    long fillLimit = repetition.getCurrentRepetition() % 2 == 0 ? 300_000 : LIMIT / 2;
    for (int i = 0; i < LOOPS; i++) {
      loops.add(Executors.newSingleThreadExecutor());
    }
    try (ExecutorService background = Executors.newSingleThreadExecutor();
        ContentMemory memory = memory(fillLimit, background)) {
      background.execute(() -> disturb(memory, new Random(seed + 1)));
      for (int i = 0; i < AT_ONCE; i++) {
        come(memory, random);
      }
      boolean all = left.await(60 + VIEWERS / 50, TimeUnit.SECONDS);
      over = true;
      assertThat(failure.get()).as("seed %d", seed).isNull();
      assertThat(all).as("seed %d: %d viewers wait for ever", seed, left.getCount()).isTrue();
      // A fill goes on when its viewers have left, and needs its loop for that.
      ScriptedOrigin.await("all fetches have ended, seed " + seed, () -> fetching.get() == 0);
      loops.forEach(ExecutorService::close);
      store.clear();
      assertThat(fills.size()).isZero();
      assertThat(memory.fills().used()).isZero();
      assertThat(memory.budget().passingBytes()).isZero();
    }
    System.out.println(delivered + " delivered, " + cut + " cut, " + fetches + " fetches");
    assertThat(delivered.get()).isPositive();
  }

  private ContentMemory memory(long fillLimit, ExecutorService background) {
    Slabs slabs = new Slabs(MemoryBudget.slabBytes(LIMIT));
    MemoryFile file = MemoryFile.create();
    MemoryBudget budget = new MemoryBudget(LIMIT, LIMIT, slabs, file, store, background);
    return new ContentMemory(new FillBudget(fillLimit), budget, slabs, file);
  }

  /** Another viewer, unless all have come. */
  private void come(ContentMemory memory, Random random) {
    if (come.incrementAndGet() <= VIEWERS) {
      ExecutorService loop = loops.get(random.nextInt(LOOPS));
      Viewer viewer = new Viewer(memory, loop, random.nextInt(KEYS), random.nextLong());
      loop.execute(() -> viewer.guarded(viewer::ask));
    }
  }

  /** Evicts, and moves blocks, all the time. */
  private void disturb(ContentMemory memory, Random random) {
    while (!over) {
      if (random.nextInt(4) == 0) {
        store.limit(0);
        store.limit(LIMIT);
      }
      memory.budget().tend();
      TierTwin.dawdle(random);
    }
  }

  /** What every response of that key begins with. */
  private static ByteBuf bytes(int key) {
    byte[] bytes = new byte[MOST_BYTES];
    new Random(key).nextBytes(bytes);
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes));
  }

  private static final List<ByteBuf> BYTES =
      IntStream.range(0, KEYS).mapToObj(CollapsedFillsTest::bytes).toList();

  /** The origin's answer to one fetch, a piece at a time, on its leader's loop. */
  private final class Origin {
    private final Random random;
    private final ExecutorService loop;
    private final Fill fill;
    private final int key;
    private final int length;
    private final int failsAt;
    private final Content content;
    private final StoredResponse stored;
    volatile boolean brokeOff;

    Origin(ContentMemory memory, ExecutorService loop, Fill fill, int key, long seed) {
      this.random = new Random(seed);
      this.loop = loop;
      this.fill = fill;
      this.key = key;
      this.length = random.nextInt(1 + random.nextInt(MOST_BYTES));
      this.failsAt = random.nextInt(8) == 0 ? random.nextInt(length + 1) : Integer.MAX_VALUE;
      this.content = new Content(random.nextBoolean() ? length : -1, 250_000, memory);
      this.stored = new Response(key, length, content, this).stored;
      content.writer(loop, this::next);
      fetches.incrementAndGet();
      fetching.incrementAndGet();
    }

    void next() {
      long at = content.written();
      if (at >= failsAt) {
        brokeOff = true;
        fail();
      } else if (at == length) {
        complete();
      } else {
        piece(at);
      }
    }

    private void piece(long at) {
      int n = 1 + random.nextInt((int) Math.min(length - at, 50_000));
      Content.Pace pace = content.append(BYTES.get(key).copy((int) at, n));
      if (!content.isKept()) {
        fills.end(fill);
      }
      switch (pace) {
        case CONTINUE -> loop.execute(this::next);
        case PAUSE -> {
          // Goes on when the slowest reader has caught up.
        }
        case ABANDON -> fail();
      }
    }

    private void fail() {
      content.fail(ProxyError.of(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE, null));
      fills.end(fill);
      stored.release();
      content.release();
      fetching.decrementAndGet();
    }

    private void complete() {
      content.complete(Fields.EMPTY);
      if (content.isKept()) {
        store.put(stored);
      } else {
        stored.release();
      }
      fills.end(fill);
      content.release();
      fetching.decrementAndGet();
    }
  }

  /** A stored response that tells of its origin: its length and number are in its head. */
  private final class Response {
    final StoredResponse stored;

    Response(int key, int length, Content content, Origin origin) {
      int number = register(origin);
      StoredHead head =
          StoredHead.of(
              key(key),
              200,
              PackedFields.of(Fields.of("length", "" + length, "origin", "" + number)),
              FRESH,
              Vary.NONE,
              "",
              List.of(),
              purges.begin());
      stored = StoredResponse.of(head, content);
    }
  }

  private final List<Origin> origins = new ArrayList<>();

  private synchronized int register(Origin origin) {
    origins.add(origin);
    return origins.size() - 1;
  }

  private synchronized Origin origin(StoredResponse stored) {
    String number = stored.head().fields().first("origin");
    return origins.get(Integer.parseInt(number == null ? "-1" : number));
  }

  private static CacheKey key(int key) {
    return new CacheKey("site", "http", "example.com/" + key, null);
  }

  /** One viewer: asks, waits for a fill or leads it, and reads. */
  private final class Viewer implements Fill.Waiter {
    private final ContentMemory memory;
    private final ExecutorService loop;
    private final int key;
    private final Random random;
    private final boolean leaves;
    private @Nullable Origin from;
    private @Nullable ContentReader reader;
    private long position;
    private boolean done;

    Viewer(ContentMemory memory, ExecutorService loop, int key, long seed) {
      this.memory = memory;
      this.loop = loop;
      this.key = key;
      this.random = new Random(seed);
      this.leaves = random.nextInt(6) == 0;
    }

    void guarded(Runnable step) {
      try {
        if (!done) {
          step.run();
        }
      } catch (Throwable e) {
        failure.compareAndSet(null, e);
        end();
      }
    }

    void ask() {
      List<StoredResponse> found = store.lookup(key(key));
      if (!found.isEmpty()) {
        read(found.getFirst());
        return;
      }
      Fills.Place place =
          fills.joinOrLead(key(key), "", store::isUsable, System.nanoTime(), Long.MAX_VALUE / 2);
      if (place.leads()) {
        Origin led = new Origin(memory, loop, place.fill(), key, random.nextLong());
        read(led.stored);
        fills.resolve(place.fill(), new Fill.Outcome.Shared(led.stored));
        loop.execute(led::next);
        return;
      }
      Fill.Outcome outcome = place.fill().await(this, loop);
      if (outcome != null) {
        resolved(outcome);
      }
    }

    @Override
    public void resolved(Fill.Outcome outcome) {
      guarded(
          () -> {
            if (outcome instanceof Fill.Outcome.Shared(StoredResponse stored)
                && store.isUsable(stored)) {
              read(stored);
            } else {
              ask();
            }
          });
    }

    private void read(StoredResponse stored) {
      from = origin(stored);
      reader = from.content.open(0, Long.MAX_VALUE, loop, () -> guarded(this::pump));
      if (reader == null) {
        loop.execute(() -> guarded(this::ask));
      } else {
        pump();
      }
    }

    private void pump() {
      ContentReader open = reader;
      Origin origin = from;
      if (open == null || origin == null) {
        return;
      }
      while (step(open)) {
        if (leaves && random.nextInt(4) == 0) {
          end();
          return;
        }
        if (random.nextInt(3) == 0) {
          // Its socket takes no more just now.
          loop.execute(() -> guarded(this::pump));
          return;
        }
      }
      if (open.isDone()) {
        assertThat(position).isEqualTo(origin.length);
        delivered.incrementAndGet();
        end();
      } else if (open.error() != null) {
        assertThat(origin.brokeOff).as("cut at %d of %d", position, origin.length).isTrue();
        cut.incrementAndGet();
        end();
      }
    }

    private boolean step(ContentReader open) {
      int max = 1 + random.nextInt(90_000);
      FileRegion region = random.nextBoolean() ? open.readRegion(max) : null;
      ByteBuf piece = region == null ? open.read(max) : read(region);
      if (piece == null) {
        return false;
      }
      try {
        int n = piece.readableBytes();
        ByteBuf expected = BYTES.get(key).slice((int) position, n);
        assertThat(ByteBufUtil.equals(piece, expected)).as("%d at %d", n, position).isTrue();
        position += n;
      } finally {
        piece.release();
      }
      return true;
    }

    private static ByteBuf read(FileRegion region) {
      ByteBuf copy = Unpooled.buffer();
      try (WritableByteChannel to = channelTo(copy)) {
        while (region.transferred() < region.count()) {
          assertThat(region.transferTo(to, region.transferred())).isPositive();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        region.release();
      }
      return copy;
    }

    private static WritableByteChannel channelTo(ByteBuf copy) {
      return new WritableByteChannel() {
        @Override
        public int write(ByteBuffer bytes) {
          int n = bytes.remaining();
          copy.writeBytes(bytes);
          return n;
        }

        @Override
        public boolean isOpen() {
          return true;
        }

        @Override
        public void close() {}
      };
    }

    private void end() {
      if (!done) {
        done = true;
        if (reader != null) {
          reader.close();
        }
        left.countDown();
        come(memory, random);
      }
    }
  }
}
