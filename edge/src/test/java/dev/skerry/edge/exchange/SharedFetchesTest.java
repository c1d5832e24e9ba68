package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests for the same thing, all of which one fetch serves. */
class SharedFetchesTest {
  private static final String FRESH = "max-age=60";
  private final Scenario edge = new Scenario();

  @AfterEach
  void nothingIsLeft() {
    edge.settle();
    edge.store.clear();
    assertThat(edge.services.contentMemory().fills().used()).isZero();
    assertThat(edge.services.fills().size()).isZero();
  }

  @Test
  void requestsForTheSameThingWaitForOneFetchAndStreamWhileItComes() {
    TestViewer leader = edge.get("/a");
    TestViewer follower = edge.get("/a");
    assertThat(edge.origin.calls).hasSize(1);
    edge.origin.last().head(200, true, "cache-control", FRESH);
    edge.origin.last().data("one ");
    edge.settle();
    TestViewer late = edge.get("/a");
    assertThat(leader.body.toString()).isEqualTo("one ");
    assertThat(follower.body.toString()).isEqualTo("one ");
    assertThat(late.body.toString()).isEqualTo("one ");
    edge.origin.last().data("two");
    edge.origin.last().end();
    edge.settle();
    for (TestViewer viewer : List.of(leader, follower, late)) {
      assertThat(viewer.body.toString()).isEqualTo("one two");
      assertThat(viewer.isDone()).isTrue();
    }
    assertThat(follower.field("cache-status")).contains("collapsed");
    assertThat(edge.origin.calls).hasSize(1);
  }

  @Test
  void aConditionThatOnlyTheOriginCanJudgeJoinsNoFetch() {
    edge.get("/a");
    edge.origin.last().head(200, true, "cache-control", FRESH, "etag", "\"new\"");
    edge.settle();
    TestViewer viewer = edge.get("/a", "if-match", "\"old\"");
    assertThat(edge.origin.calls).hasSize(2);
    edge.origin.last().answer(412, "changed");
    edge.settle();
    assertThat(viewer.status()).isEqualTo(412);
    edge.origin.calls.getFirst().end();
    edge.settle();
  }

  @Test
  void whatTurnsOutPrivateIsAskedForByEachFollowerAndNobodyQueuesAgain() {
    TestViewer leader = edge.get("/a");
    TestViewer follower = edge.get("/a");
    edge.origin.calls.getFirst().answer(200, "mine", "cache-control", "private");
    edge.settle();
    assertThat(leader.body.toString()).isEqualTo("mine");
    assertThat(edge.origin.calls).hasSize(2);
    edge.origin.last().answer(200, "yours", "cache-control", "private");
    edge.settle();
    assertThat(follower.body.toString()).isEqualTo("yours");
    edge.get("/a");
    TestViewer fourth = edge.get("/a");
    assertThat(edge.origin.calls).hasSize(4);
    edge.origin.calls.get(2).answer(200, "x", "cache-control", "private");
    edge.origin.calls.get(3).answer(200, "y", "cache-control", "private");
    edge.settle();
    assertThat(fourth.body.toString()).isEqualTo("y");
  }

  @Test
  void theFillGoesOnWhenTheFirstViewerLeaves() {
    TestViewer leader = edge.get("/a");
    edge.origin.last().head(200, true, "cache-control", FRESH);
    edge.origin.last().data("one ");
    edge.settle();
    leader.events().gone();
    edge.origin.last().data("two");
    edge.origin.last().end();
    edge.settle();
    assertThat(edge.get("/a").body.toString()).isEqualTo("one two");
    assertThat(edge.origin.calls).hasSize(1);
  }

  @Test
  void aFollowerWhoHasWaitedTooLongAsksByItself() {
    edge.get("/a");
    TestViewer follower = edge.get("/a");
    edge.advanceSeconds(21);
    assertThat(edge.origin.calls).hasSize(2);
    edge.origin.last().answer(200, "mine", "cache-control", FRESH);
    edge.settle();
    assertThat(follower.body.toString()).isEqualTo("mine");
    edge.origin.calls.getFirst().answer(200, "late", "cache-control", FRESH);
  }
}
