package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.purge.Selector;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What takes out of the store, and what is being fetched meanwhile. */
class InvalidationsTest {
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
  void aSuccessfulPostInvalidatesWhatIsStored() {
    edge.fetched("/a", "old", "cache-control", FRESH);
    edge.begin("POST", "/a");
    edge.origin.last().answer(204, "");
    edge.settle();
    edge.fetched("/a", "new", "cache-control", FRESH);
  }

  @Test
  void aFillThatBeganBeforeAPostIsNotStored() {
    edge.get("/a");
    edge.begin("POST", "/a");
    edge.origin.last().answer(204, "");
    edge.origin.calls.getFirst().answer(200, "old", "cache-control", FRESH);
    edge.settle();
    edge.fetched("/a", "new", "cache-control", FRESH);
  }

  @Test
  void aPurgeByTagReachesWhatIsStoredAndWhatIsBeingFilled() {
    edge.fetched("/a", "old", "cache-control", FRESH, "surrogate-key", "news sport");
    edge.get("/b");
    edge.origin.last().head(200, true, "cache-control", FRESH, "cache-tag", "sport");
    edge.origin.last().data("old");
    edge.purges.apply(null, List.of(new Selector.Tag("sport")), false);
    edge.origin.last().end();
    edge.settle();
    edge.fetched("/a", "new", "cache-control", FRESH);
    edge.fetched("/b", "new", "cache-control", FRESH);
  }

  @Test
  void tagsAreNotShownToViewers() {
    TestViewer first = edge.fetched("/a", "x", "cache-control", FRESH, "surrogate-key", "news");
    assertThat(first.field("surrogate-key")).isNull();
    assertThat(edge.get("/a").field("surrogate-key")).isNull();
  }

  @Test
  void aSoftPurgeMakesItStaleAndA304MakesItFreshAgain() {
    edge.fetched("/a", "old", "cache-control", FRESH, "etag", "\"1\"");
    edge.purges.apply(null, List.of(new Selector.Everything()), true);
    TestViewer second = edge.get("/a");
    assertThat(edge.origin.last().field("if-none-match")).isEqualTo("\"1\"");
    edge.origin.last().answer(304, "", "cache-control", FRESH, "etag", "\"1\"");
    edge.settle();
    assertThat(second.body.toString()).isEqualTo("old");
    assertThat(edge.get("/a").field("cache-status")).contains("hit");
  }

  @Test
  void aHardPurgeDuringAValidationIsNotUndoneByThe304() {
    edge.fetched("/a", "old", "cache-control", FRESH, "etag", "\"1\"");
    edge.advanceSeconds(61);
    TestViewer second = edge.get("/a");
    edge.purges.apply(null, List.of(new Selector.Everything()), false);
    edge.origin.last().answer(304, "", "cache-control", FRESH, "etag", "\"1\"");
    edge.settle();
    assertThat(edge.origin.last().field("if-none-match")).isNull();
    edge.origin.last().answer(200, "new", "cache-control", FRESH);
    edge.settle();
    assertThat(second.body.toString()).isEqualTo("new");
  }

  @Test
  void theTagsOfA304AreAddedToThoseThatTheContentCameWith() {
    for (String tag : List.of("t:Products/1", "news", "sport")) {
      edge.store.clear();
      String came = "t:Products/1 news";
      edge.fetched("/a", "old", "cache-control", FRESH, "etag", "\"1\"", "surrogate-key", came);
      edge.advanceSeconds(61);
      edge.get("/a");
      edge.origin
          .last()
          .answer(304, "", "cache-control", FRESH, "etag", "\"1\"", "surrogate-key", "sport");
      edge.settle();
      assertThat(edge.get("/a").body).hasToString("old");
      edge.purges.apply(null, List.of(new Selector.Tag(tag)), false);
      edge.fetched("/a", "new", "cache-control", FRESH);
    }
  }

  @Test
  void theTagsOfAPartAreAddedToThoseOfThePartsThatAreThere() {
    for (String tag : List.of("first", "second")) {
      edge.store.clear();
      part("on", "bytes 0-1/3", "first", "range", "bytes=0-1");
      assertThat(part("e", "bytes 2-2/3", "second").body).hasToString("one");
      assertThat(edge.get("/a").body).hasToString("one");
      edge.purges.apply(null, List.of(new Selector.Tag(tag)), false);
      edge.fetched("/a", "new", "cache-control", FRESH);
    }
  }

  private TestViewer part(String body, String range, String tags, String... asking) {
    TestViewer viewer = edge.get("/a", asking);
    String length = Integer.toString(body.length());
    edge.origin
        .last()
        .answer(
            206,
            body,
            "cache-control",
            FRESH,
            "etag",
            "\"1\"",
            "content-range",
            range,
            "content-length",
            length,
            "surrogate-key",
            tags);
    edge.settle();
    return viewer;
  }
}
