package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.LowerTier;
import dev.skerry.edge.cache.StoredResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is brought back from the disk says so, once. */
class BroughtBackTest {
  private final Scenario edge = new Scenario();

  /** Taken out of the memory tier, to be brought back. */
  private final List<StoredResponse> below = new ArrayList<>();

  @AfterEach
  void nothingIsLeft() {
    edge.settle();
    edge.store.clear();
    edge.memory.close();
  }

  /** A tier that has what is in the list, and brings it back at once. */
  private LowerTier tier() {
    return (LowerTier)
        Proxy.newProxyInstance(
            LowerTier.class.getClassLoader(),
            new Class<?>[] {LowerTier.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "knows" -> !below.isEmpty();
                  case "load" -> load((Executor) arguments[1], (LowerTier.Waiter) arguments[2]);
                  case "takesMore" -> false;
                  default -> null;
                });
  }

  private boolean load(Executor executor, LowerTier.Waiter waiter) {
    List<StoredResponse> found = List.copyOf(below);
    below.clear();
    found.forEach(stored -> assertThat(edge.store.adopt(stored, () -> true)).isTrue());
    executor.execute(() -> waiter.found(found));
    return true;
  }

  private void evictToTheDisk() {
    CacheKey[] key = new CacheKey[1];
    edge.store.forEach(stored -> key[0] = stored.key());
    StoredResponse stored = edge.store.lookup(Objects.requireNonNull(key[0])).getFirst();
    below.add(Objects.requireNonNull(stored.withHead(stored.head())));
    edge.store.forget(key[0], Objects.requireNonNull(stored.whole()));
  }

  @Test
  void aHitFromTheDiskSaysSoInCacheStatusAndTheNextOneIsFromMemory() {
    edge.store.putAbove(tier());
    edge.fetched("/a", "hello", "cache-control", "max-age=60");
    evictToTheDisk();
    TestViewer fromDisk = edge.get("/a");
    assertThat(fromDisk.body.toString()).isEqualTo("hello");
    assertThat(fromDisk.field("cache-status")).isEqualTo("skerry;hit;ttl=60;detail=disk");
    assertThat(edge.get("/a").field("cache-status")).isEqualTo("skerry;hit;ttl=60");
    assertThat(edge.origin.calls).hasSize(1);
  }
}
