package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.purge.Selector;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What must hold however the viewer and the origin behave. */
class LifeCycleTest {
  private static final String FRESH = "max-age=60";
  private final Scenario edge = new Scenario();

  @AfterEach
  void nothingIsLeft() {
    edge.settle();
    edge.store.clear();
    assertThat(edge.services.contentMemory().fills().used()).isZero();
    assertThat(edge.services.fills().size()).isZero();
    assertThat(edge.purges.counts().tickets()).isZero();
  }

  /**
   * The piece that was dropped to make room left a hole, and the exchange looked again for ever.
   */
  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPartInAsManyPiecesAsAreKeptIsCompletedOrFetchedWhole() {
    for (int i = 0; i < 64; i++) {
      edge.get("/a", "range", "bytes=" + i + "-" + i);
      edge.origin.last().answer(206, "x", part(i, i));
      edge.settle();
    }
    TestViewer whole = edge.get("/a");
    if ("bytes=64-".equals(edge.origin.last().field("range"))) {
      edge.origin.last().answer(206, "y".repeat(36), part(64, 99));
      edge.settle();
    }
    if (!whole.isDone()) {
      edge.origin.last().answer(200, "z".repeat(100), "cache-control", FRESH);
      edge.settle();
    }
    assertThat(whole.isDone()).isTrue();
    assertThat(whole.body.length()).isEqualTo(100);
  }

  private static String[] part(int first, int last) {
    return new String[] {
      "cache-control",
      FRESH,
      "etag",
      "\"v1\"",
      "content-range",
      "bytes " + first + "-" + last + "/100",
      "content-length",
      Integer.toString(last - first + 1)
    };
  }

  /** The response to HEAD may have been made before the purge. */
  @Test
  void theResponseToHeadDoesNotUndoASoftPurge() {
    edge.fetched("/a", "old", "cache-control", FRESH, "surrogate-key", "news");
    edge.begin("HEAD", "/a", "cache-control", "no-cache");
    edge.purges.apply(null, List.of(new Selector.Tag("news")), true);
    edge.origin.last().head(200, false, "cache-control", FRESH, "content-length", "3");
    edge.settle();
    edge.fetched("/a", "new", "cache-control", FRESH);
  }

  @Test
  void headDoesNotKeepGetsFromBeingCollapsed() {
    edge.begin("HEAD", "/a");
    edge.origin.last().head(200, false, "cache-control", FRESH);
    edge.settle();
    edge.get("/a");
    TestViewer follower = edge.get("/a");
    assertThat(edge.origin.calls).hasSize(2);
    edge.origin.last().answer(200, "one", "cache-control", FRESH);
    edge.settle();
    assertThat(follower.body.toString()).isEqualTo("one");
  }

  @Test
  void aRecordDoesNotChangeAfterItWasHandedOver() {
    TestViewer leader = edge.get("/a");
    leader.events().gone();
    assertThat(edge.records).hasSize(1);
    edge.origin.last().answer(200, "late", "cache-control", FRESH);
    edge.settle();
    assertThat(edge.records.getLast().originStatus).isZero();
    assertThat(edge.get("/a").body.toString()).isEqualTo("late");
  }

  @Test
  void aTunnelWhoseOriginEndedIsClosedWhenTheViewerLeaves() {
    Request upgrade =
        new Request("GET", "http", "example.com", "/ws", null, Fields.of()).upgrade("websocket");
    TestViewer viewer = edge.begin(upgrade);
    TestOrigin.Call call = edge.origin.last();
    call.head(101, true);
    call.end();
    assertThat(edge.records).isEmpty();
    viewer.events().gone();
    assertThat(call.cancelled).isTrue();
    assertThat(edge.records).hasSize(1);
  }
}
