package dev.skerry.edge.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * A short memory for keys whose responses proved of no use to others, so that nobody queues for
 * them. Bounded; forgetting one costs a short queue, no more.
 */
public final class RecentlyUncacheable {
  private static final long MAX_KEYS = 100_000;
  private static final Duration MEMORY = Duration.ofSeconds(10);

  private final Cache<CacheKey, Boolean> keys;

  public RecentlyUncacheable(Ticker ticker) {
    keys =
        Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterWrite(MEMORY)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
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
}
