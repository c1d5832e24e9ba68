package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an origin says to this cache alone: it counts here, and goes no further. */
class TargetedFieldsTest {
  private static final long YEAR = 31_536_000;
  private static final String FOR_US = "skerry-cache-control";
  private final Scenario edge = new Scenario();

  private TestViewer fetched(String etag) {
    return edge.fetched(
        "/a", "hello", "cache-control", "no-cache", FOR_US, "max-age=" + YEAR, "etag", etag);
  }

  @ParameterizedTest
  @ValueSource(strings = {FOR_US, "surrogate-control"})
  void viewersGetTheContentWithoutWhatWasSaidToTheEdge(String field) {
    TestViewer first =
        edge.fetched("/a", "hello", "cache-control", "no-cache", field, "max-age=" + YEAR);
    assertThat(first.field(field)).isNull();
    assertThat(first.field("cache-control")).isEqualTo("no-cache");
    for (int hit = 0; hit < 3; hit++) { // the third is sent from what the second one made ready
      TestViewer viewer = edge.get("/a");
      assertThat(viewer.field("cache-status")).contains("hit");
      assertThat(viewer.field(field)).isNull();
    }
    TestViewer part = edge.get("/a", "range", "bytes=1-2");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.field(field)).isNull();
    assertThat(edge.origin.calls).hasSize(1);
  }

  @Test
  void viewersWhoHaveItAlreadyAreNotToldEither() {
    var _ = fetched("\"1\"");
    TestViewer viewer = edge.get("/a", "if-none-match", "\"1\"");
    assertThat(viewer.status()).isEqualTo(304);
    assertThat(viewer.field(FOR_US)).isNull();
  }

  @Test
  void aConfirmationThatDoesNotSayItAgainChangesNothing() {
    var _ = fetched("\"1\"");
    edge.advanceSeconds(YEAR + 1);
    TestViewer stale = edge.get("/a");
    edge.origin.last().answer(304, "", "cache-control", "no-cache", "etag", "\"1\"");
    edge.settle();
    assertThat(stale.field(FOR_US)).isNull();
    edge.advanceSeconds(100);
    assertThat(edge.get("/a").field("cache-status")).isEqualTo("skerry;hit;ttl=" + (YEAR - 100));
  }

  @Test
  void whatIsNotStoredDoesNotTellItEither() {
    TestViewer viewer = edge.fetched("/a", "hello", FOR_US, "no-store");
    assertThat(viewer.field("cache-status")).doesNotContain("stored");
    assertThat(viewer.field(FOR_US)).isNull();
  }
}
