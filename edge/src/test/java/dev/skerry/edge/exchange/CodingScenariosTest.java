package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.purge.Selector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CodingScenariosTest {
  private static final String TEXT = "all work and no play makes jack a dull boy\n".repeat(200);
  private final Scenario edge = new Scenario();

  @AfterEach
  void nothingIsLeft() {
    edge.settle();
    edge.store.clear();
    assertThat(edge.services.contentMemory().fills().used()).isZero();
    assertThat(edge.services.fills().size()).isZero();
  }

  private TestViewer text(String... requestFields) {
    int before = edge.origin.calls.size();
    TestViewer viewer = edge.get("/a.txt", requestFields);
    if (edge.origin.calls.size() > before) {
      edge.origin
          .last()
          .answer(
              200,
              TEXT,
              "cache-control",
              "max-age=60",
              "content-type",
              "text/plain",
              "content-length",
              Integer.toString(TEXT.length()),
              "etag",
              "\"1\"");
    }
    // An encoder may keep content back for a while.
    edge.settle();
    edge.settle();
    assertThat(viewer.isDone()).isTrue();
    return viewer;
  }

  private static String gunzipped(TestViewer viewer) {
    byte[] octets = viewer.body.toString().getBytes(StandardCharsets.ISO_8859_1);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(octets))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void textIsEncodedOnTheWayWithAWeakenedTagAndWithoutItsOldLength() {
    TestViewer viewer = text("accept-encoding", "gzip");
    assertThat(gunzipped(viewer)).isEqualTo(TEXT);
    assertThat(viewer.field("content-encoding")).isEqualTo("gzip");
    assertThat(viewer.field("etag")).isEqualTo("W/\"1\"");
    assertThat(viewer.field("vary")).isEqualTo("accept-encoding");
    assertThat(viewer.field("content-length")).isNull();
  }

  @Test
  void theNextViewerOfTheSameCodingGetsTheCopyThatWasStored() {
    TestViewer first = text("accept-encoding", "gzip");
    TestViewer second = text("accept-encoding", "gzip");
    assertThat(second.body.toString()).isEqualTo(first.body.toString());
    assertThat(second.field("content-length")).isEqualTo(Integer.toString(first.body.length()));
    assertThat(second.field("cache-status")).contains("hit");
    assertThat(edge.origin.calls).hasSize(1);
  }

  @Test
  void aViewerWhoAcceptsNoCodingGetsItAsItIsFromTheSameStoredResponse() {
    text("accept-encoding", "gzip");
    TestViewer plain = text();
    assertThat(plain.body.toString()).isEqualTo(TEXT);
    assertThat(plain.field("content-encoding")).isNull();
    assertThat(plain.field("vary")).isEqualTo("accept-encoding");
    assertThat(edge.origin.calls).hasSize(1);
  }

  @Test
  void aWeakTagOfAnEncodedResponseStillMatches() {
    TestViewer first = text("accept-encoding", "gzip");
    TestViewer second =
        text(
            "accept-encoding",
            "gzip",
            "if-none-match",
            Objects.requireNonNull(first.field("etag")));
    assertThat(second.status()).isEqualTo(304);
  }

  @Test
  void aRangeIsOfTheContentAsItIs() {
    text("accept-encoding", "gzip");
    TestViewer range = text("accept-encoding", "gzip", "range", "bytes=0-7");
    assertThat(range.status()).isEqualTo(206);
    assertThat(range.body.toString()).isEqualTo("all work");
    assertThat(range.field("content-encoding")).isNull();
  }

  @Test
  void aPurgeReachesTheEncodedCopiesToo() {
    text("accept-encoding", "gzip");
    edge.purges.apply(null, List.of(new Selector.Everything()), false);
    text("accept-encoding", "gzip");
    assertThat(edge.origin.calls).hasSize(2);
  }
}
