package dev.skerry.edge.semantics;

import static dev.skerry.edge.semantics.Cases.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class HitCostTest {
  private static final int HITS = 50_000;

  @Test
  void aPlainHitDecidesWithoutAllocation() {
    Request request =
        Cases.get("accept: */* ~ accept-encoding: gzip, deflate, br ~ user-agent: x ~ cookie: a=b");
    Fields response = Cases.fields("cache-control: max-age=60 ~ etag: \"a\" ~ date: @0");
    assertThat(allocated(request, response)).isLessThan(HITS);
  }

  @Test
  void neitherDoReloadsConditionsAndVariantsByEncoding() {
    Request request =
        Cases.get(
            "accept-encoding: gzip, deflate, br ~ cache-control: max-age=0 ~ if-none-match:"
                + " W/\"b\", \"a\"");
    Fields response =
        Cases.fields("cache-control: max-age=60 ~ etag: \"a\" ~ date: @0 ~ vary: accept-encoding");
    assertThat(allocated(request, response)).isLessThan(HITS);
  }

  /** The bytes that many hits allocate together, after as many to warm up. */
  private static long allocated(Request request, Fields response) {
    Freshness freshness = Cases.freshness("cache-control: max-age=60");
    Validators validators = Validators.of(response);
    Vary vary = Vary.of(response);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long sum = hits(request, freshness, validators, vary);
    long before = threads.getCurrentThreadAllocatedBytes();
    sum += hits(request, freshness, validators, vary);
    long after = threads.getCurrentThreadAllocatedBytes();
    assertThat(sum).isNotZero();
    return after - before;
  }

  private static long hits(Request request, Freshness freshness, Validators validators, Vary vary) {
    long sum = 0;
    for (int i = 0; i < HITS; i++) {
      CacheControl viewer = CacheControl.ofRequest(request.fields());
      Reuse reuse = Reuse.decide(viewer, freshness, NOW + i, CachePolicy.DEFAULT);
      sum += reuse.action() == Reuse.Action.SERVE ? 1 : 2;
      sum += freshness.currentAgeSeconds(NOW + i) + freshness.ttlSeconds(NOW + i);
      sum += vary.variant(request.fields()).length();
      sum +=
          Preconditions.evaluate(request, 200, validators, NOW)
                  == Preconditions.Outcome.NOT_MODIFIED
              ? 1
              : 2;
    }
    return sum;
  }
}
