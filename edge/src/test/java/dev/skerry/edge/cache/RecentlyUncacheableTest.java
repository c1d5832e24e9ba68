package dev.skerry.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentlyUncacheableTest {
  private final AtomicLong nanos = new AtomicLong();
  private final RecentlyUncacheable recently = new RecentlyUncacheable(nanos::get);

  private static CacheKey key(String url) {
    return new CacheKey("site", "http", url, null);
  }

  @Test
  void aKeyIsRememberedForAShortWhile() {
    recently.remember(key("example.com/a"));
    assertThat(recently.contains(key("example.com/a"))).isTrue();
    assertThat(recently.contains(key("example.com/b"))).isFalse();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(11));
    assertThat(recently.contains(key("example.com/a"))).isFalse();
  }

  @Test
  void aKeyThatProvedOfUseIsForgotten() {
    recently.remember(key("example.com/a"));
    recently.forget(key("example.com/a"));
    assertThat(recently.contains(key("example.com/a"))).isFalse();
    assertThat(recently.bytes()).isZero();
  }

  @Test
  void longKeysTakeNoMoreMemoryThanShortOnes() {
    String path = "example.com/" + "x".repeat(8_000) + '/';
    for (int i = 0; i < 5_000; i++) {
      recently.remember(key(path + i));
    }
    assertThat(recently.bytes()).isBetween(1L << 20, 16L << 20);
  }
}
