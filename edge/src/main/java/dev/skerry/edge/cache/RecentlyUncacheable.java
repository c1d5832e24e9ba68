package dev.skerry.edge.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * A short memory for keys whose responses proved of no use to others, so that nobody queues for
 * them. Bounded in bytes; forgetting one costs a short queue, no more.
 */
public final class RecentlyUncacheable {
  private static final long MAX_BYTES = 16 << 20;
  private static final Duration MEMORY = Duration.ofSeconds(10);

  /** What an entry costs besides its key. */
  private static final int ENTRY_BYTES = 120;

  private final Cache<CacheKey, Boolean> keys;
  private final Policy.Eviction<CacheKey, Boolean> eviction;

  public RecentlyUncacheable(Ticker ticker) {
    keys =
        Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher((CacheKey key, Boolean present) -> ENTRY_BYTES + key.weight())
            .expireAfterWrite(MEMORY)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
    eviction = keys.policy().eviction().orElseThrow();
  }

  public void remember(CacheKey key) {
    keys.put(key, Boolean.TRUE);
  }

  public void forget(CacheKey key) {
    keys.invalidate(key);
  }

  public boolean contains(CacheKey key) {
    return keys.getIfPresent(key) != null;
  }

  /** The memory that it takes, in bytes, about. */
  public long bytes() {
    return eviction.weightedSize().orElse(0);
  }
}
