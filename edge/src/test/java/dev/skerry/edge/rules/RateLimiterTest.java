package dev.skerry.edge.rules;

import static dev.skerry.edge.rules.RulesFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.RateLimitPolicy;
import dev.skerry.http.Request;
import java.net.InetAddress;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 3 * SECOND); // the clock may wrap
  private final RateLimiter limiter = new RateLimiter(1000, now::get);

  private static RateLimitPolicy policy(double rate, int burst, RateLimitPolicy.By by) {
    return new RateLimitPolicy("site/1", rate, burst, by, "x-api-key");
  }

  private boolean passes(RateLimitPolicy policy, String address, String... fields) {
    Request request = get("/", fields);
    return limiter.check(policy, request, InetAddress.ofLiteral(address))
        instanceof Verdict.Continue;
  }

  @Test
  void a_burst_passes_at_once_and_then_one_request_per_interval() {
    RateLimitPolicy policy = policy(2, 3, RateLimitPolicy.By.ADDRESS);
    for (int i = 0; i < 3; i++) {
      assertThat(passes(policy, "192.0.2.1")).isTrue();
    }
    assertThat(passes(policy, "192.0.2.1")).isFalse();
    now.addAndGet(SECOND / 2 - 1);
    assertThat(passes(policy, "192.0.2.1")).isFalse();
    now.addAndGet(1);
    assertThat(passes(policy, "192.0.2.1")).isTrue();
    assertThat(passes(policy, "192.0.2.1")).isFalse();
    now.addAndGet(100 * SECOND);
    for (int i = 0; i < 3; i++) {
      assertThat(passes(policy, "192.0.2.1")).isTrue();
    }
    assertThat(passes(policy, "192.0.2.1")).isFalse();
  }

  @Test
  void a_refusal_says_when_to_come_back() {
    RateLimitPolicy policy = policy(0.1, 1, RateLimitPolicy.By.ADDRESS);
    assertThat(passes(policy, "192.0.2.1")).isTrue();
    now.addAndGet(SECOND);
    Verdict verdict = limiter.check(policy, get("/"), InetAddress.ofLiteral("192.0.2.1"));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Respond.class,
            refused -> {
              assertThat(refused.response().status()).isEqualTo(429);
              assertThat(refused.response().fields().first("retry-after")).isEqualTo("9");
              assertThat(refused.response().fields().first("cache-control")).isEqualTo("no-store");
              assertThat(refused.reason()).isEqualTo(Verdict.Reason.RATE_LIMITED);
            });
  }

  @Test
  void each_address_has_its_own_bucket_and_of_ipv6_each_64_bits() {
    RateLimitPolicy policy = policy(1, 1, RateLimitPolicy.By.ADDRESS);
    assertThat(passes(policy, "192.0.2.1")).isTrue();
    assertThat(passes(policy, "192.0.2.2")).isTrue();
    assertThat(passes(policy, "2001:db8:0:1::1")).isTrue();
    assertThat(passes(policy, "2001:db8:0:1::2")).isFalse();
    assertThat(passes(policy, "2001:db8:0:2::1")).isTrue();
  }

  @Test
  void a_header_names_the_bucket_and_without_it_the_address_does() {
    RateLimitPolicy policy = policy(1, 1, RateLimitPolicy.By.HEADER);
    assertThat(passes(policy, "192.0.2.1", "x-api-key", "a")).isTrue();
    assertThat(passes(policy, "192.0.2.2", "x-api-key", "a")).isFalse();
    assertThat(passes(policy, "192.0.2.2", "x-api-key", "b")).isTrue();
    assertThat(passes(policy, "192.0.2.3")).isTrue();
    assertThat(passes(policy, "192.0.2.3")).isFalse();
    assertThat(passes(policy, "192.0.2.4", "x-api-key", "192.0.2.3")).isTrue();
  }

  @Test
  void a_site_shares_one_bucket() {
    RateLimitPolicy policy = policy(1, 1, RateLimitPolicy.By.SITE);
    assertThat(passes(policy, "192.0.2.1")).isTrue();
    assertThat(passes(policy, "192.0.2.2")).isFalse();
  }

  /**
   * Over any time, no more than the burst and the rate allow; and a patient viewer loses nothing.
   */
  @Test
  void the_rate_holds_for_random_arrivals() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    RateLimitPolicy policy = policy(10, 5, RateLimitPolicy.By.SITE);
    long start = now.get();
    int passed = 0;
    for (int i = 0; i < 5_000; i++) {
      now.addAndGet(random.nextInt(40_000_000));
      passed += passes(policy, "192.0.2.1") ? 1 : 0;
      double seconds = (now.get() - start) / 1e9;
      assertThat(passed).as("seed %d", seed).isLessThanOrEqualTo((int) (5 + 10 * seconds) + 1);
    }
    assertThat(passed)
        .as("seed %d", seed)
        .isGreaterThan((int) (0.95 * 10 * (now.get() - start) / 1e9));
  }
}
