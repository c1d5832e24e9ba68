package dev.skerry.loadtest.simulate.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Caffeine with weights, counted in units of 16 bytes as it counts them in an int. */
final class CaffeinePolicy implements Policy {
  private static final int UNIT = 16;

  private final Cache<Integer, Boolean> cache;

  CaffeinePolicy(long[] weights, long capacity) {
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(capacity / UNIT)
            .weigher(
                (Integer object, Boolean present) ->
                    (int) Math.min(Integer.MAX_VALUE, weights[object] / UNIT + 1))
            .executor(Runnable::run)
            .build();
  }

  @Override
  public boolean request(int object) {
    if (cache.getIfPresent(object) != null) {
      return true;
    }
    cache.put(object, true);
    return false;
  }
}
