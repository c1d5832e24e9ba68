package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.flow.ProxyError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An edge that may have missed purges, and is to serve nothing that the origin has not judged. */
class LostControlPlaneTest {
  private static final String FRESH = "max-age=60";
  private final Scenario edge = new Scenario();

  @AfterEach
  void nothingIsLeft() {
    edge.settle();
    edge.store.clear();
    assertThat(edge.services.contentMemory().fills().used()).isZero();
  }

  private void lose() {
    edge.purges.currency().servesUntil(edge.millis());
  }

  @Test
  void whatIsFreshIsValidatedUntilTheEdgeIsCurrent() {
    edge.fetched("/a", "one", "cache-control", FRESH, "etag", "\"v1\"");
    assertThat(edge.get("/a").body.toString()).isEqualTo("one");
    assertThat(edge.get("/a").body.toString()).isEqualTo("one");
    assertThat(edge.origin.calls).hasSize(1);

    lose();
    TestViewer validated = edge.get("/a");
    assertThat(edge.origin.calls).hasSize(2);
    assertThat(validated.isDone()).isFalse();
    edge.origin.last().answer(304, "", "etag", "\"v1\"", "cache-control", FRESH);
    edge.settle();
    assertThat(validated.body.toString()).isEqualTo("one");

    TestViewer changed = edge.get("/a");
    assertThat(edge.origin.calls).hasSize(3);
    edge.origin.last().answer(200, "two", "cache-control", FRESH, "etag", "\"v2\"");
    edge.settle();
    assertThat(changed.body.toString()).isEqualTo("two");

    edge.purges.currency().servesAlways();
    assertThat(edge.get("/a").body.toString()).isEqualTo("two");
    assertThat(edge.origin.calls).hasSize(3);
  }

  @Test
  void nothingStaleIsServedInPlaceOfAnError() {
    edge.fetched("/a", "one", "cache-control", FRESH + ", stale-if-error=600", "etag", "\"v1\"");
    lose();
    TestViewer viewer = edge.get("/a");
    edge.origin.last().fails(ProxyError.Type.CONNECTION_REFUSED);
    edge.settle();
    assertThat(viewer.status()).isEqualTo(502);
    assertThat(viewer.body.toString()).doesNotContain("one");
  }

  @Test
  void nobodyIsServedFromAnothersFetch() {
    edge.get("/a");
    TestViewer waiting = edge.get("/a");
    assertThat(edge.origin.calls).hasSize(1);
    lose();
    edge.origin.last().answer(200, "one", "cache-control", FRESH, "etag", "\"v1\"");
    edge.settle();
    assertThat(edge.origin.calls).hasSize(2);
    assertThat(waiting.body.toString()).isEmpty();
    edge.origin.last().answer(200, "two", "cache-control", FRESH);
    edge.settle();
    assertThat(waiting.body.toString()).isEqualTo("two");

    edge.get("/b");
    edge.get("/b");
    assertThat(edge.origin.calls).hasSize(4);
    edge.origin.calls.get(2).answer(200, "b", "cache-control", FRESH);
    edge.origin.calls.get(3).answer(200, "b", "cache-control", FRESH);
  }
}
