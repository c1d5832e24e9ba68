package dev.skerry.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.semantics.Freshness;
import dev.skerry.edge.semantics.Vary;
import dev.skerry.http.Fields;
import io.netty.buffer.Unpooled;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the store counts, and the room that it makes. */
class ResponseStoreTest {
  private static final long LIMIT = 32 << 20;

  private final PurgeTable purges = new PurgeTable(PurgeLimits.DEFAULT, InstantSource.system());
  private final ResponseStore store = new ResponseStore(LIMIT, 8, purges);
  private final FillBudget fills = new FillBudget(LIMIT / 2);
  private final ContentMemory memory = TestMemory.of(LIMIT, fills, store);

  @AfterEach
  void everythingIsGivenBack() {
    store.clear();
    assertThat(store.contentBytes()).isZero();
    assertThat(store.heapBytes()).isZero();
    assertThat(memory.budget().passingBytes()).isZero();
    memory.close();
  }

  private StoredResponse response(String path, int bytes) {
    Content content = new Content(bytes, LIMIT, memory);
    content.append(Unpooled.wrappedBuffer(new byte[bytes]));
    content.complete(Fields.EMPTY);
    StoredResponse stored = StoredResponse.of(head(path), content);
    content.release();
    return stored;
  }

  private StoredHead head(String path) {
    return StoredHead.of(
        new CacheKey("site", "http", "example.com" + path, null),
        200,
        PackedFields.of(Fields.EMPTY),
        new Freshness(0, 0, 1000, 0, 0, Freshness.Source.MAX_AGE, Freshness.Staleness.ALLOWED),
        Vary.NONE,
        "",
        List.of(),
        purges.begin());
  }

  /** The same content under another head, as after a validation. */
  private @Nullable StoredResponse freshened(StoredResponse old) {
    return old.withHead(head("/a"));
  }

  private static LowerTier toldOfEvictions(Consumer<StoredResponse> told) {
    return (LowerTier)
        Proxy.newProxyInstance(
            LowerTier.class.getClassLoader(),
            new Class<?>[] {LowerTier.class},
            (_, method, arguments) -> {
              if (method.getName().equals("evicted")) {
                told.accept((StoredResponse) arguments[0]);
              }
              return method.getReturnType() == boolean.class ? false : null;
            });
  }

  @Test
  void whatIsEvictedAtOnceWasCountedBefore() {
    List<Long> seen = new ArrayList<>();
    store.putAbove(
        toldOfEvictions(
            stored -> {
              seen.add(store.contentBytes() - stored.contentWeight());
              seen.add(store.heapBytes() - stored.heapWeight());
            }));
    StoredResponse stored = response("/a", 10_000);
    store.limitedBy(() -> 100);
    store.put(stored);
    assertThat(seen).containsExactly(0L, 0L);
    assertThat(store.contentBytes()).isZero();
  }

  @Test
  void contentThatChangesItsHeadIsNeverCountedTwiceNorNotAtAll() throws Exception {
    StoredResponse first = response("/a", 1_000_000);
    store.put(first);
    long once = store.contentBytes();
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<?> changes =
          thread.submit(
              () -> {
                StoredResponse now = first;
                for (int i = 0; i < 20_000; i++) {
                  StoredResponse next = Objects.requireNonNull(freshened(now));
                  assertThat(store.replace(now, next)).isTrue();
                  now = next;
                }
              });
      while (!changes.isDone()) {
        assertThat(store.contentBytes()).isEqualTo(once);
      }
      changes.get();
    }
  }

  @Test
  void whatIsStoredTakesTheRoomThatItsContentHadBeforeAndNoMore() {
    int stored = 0;
    while (store.evictions() == 0) {
      store.put(response("/small/" + stored++, 50_000));
    }
    long full = store.weightBytes();
    for (int i = 0; i < 10; i++) {
      store.put(response("/large/" + i, 4_000_000));
      assertThat(store.weightBytes()).as("after %d", i).isGreaterThan(full - 5_000_000);
      assertThat(memory.budget().usedBytes()).isLessThan(LIMIT + LIMIT / 16);
    }
  }
}
