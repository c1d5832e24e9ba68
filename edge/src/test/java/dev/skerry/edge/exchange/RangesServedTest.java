package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Parts of what is stored, and parts that are stored. */
class RangesServedTest {
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
  void aRangeIsAnsweredFromACompleteResponse() {
    edge.fetched("/a", "0123456789", "cache-control", FRESH, "content-length", "10");
    TestViewer range = edge.get("/a", "range", "bytes=2-4");
    assertThat(range.status()).isEqualTo(206);
    assertThat(range.body.toString()).isEqualTo("234");
    assertThat(range.field("content-range")).isEqualTo("bytes 2-4/10");
    assertThat(range.field("content-length")).isEqualTo("3");
  }

  @Test
  void severalRangesComeAsParts() {
    edge.fetched("/a", "0123456789", "cache-control", FRESH, "content-type", "text/plain");
    TestViewer ranges = edge.get("/a", "range", "bytes=0-1, 8-9");
    assertThat(ranges.status()).isEqualTo(206);
    assertThat(ranges.field("content-type")).startsWith("multipart/byteranges; boundary=");
    assertThat(ranges.body.toString()).contains("Content-Range: bytes 0-1/10\r\n\r\n01\r\n");
    assertThat(ranges.field("content-length")).isEqualTo("" + ranges.body.length());
  }

  @Test
  void anUnsatisfiableRangeIsRefusedWithTheLength() {
    edge.fetched("/a", "0123456789", "cache-control", FRESH);
    TestViewer range = edge.get("/a", "range", "bytes=20-");
    assertThat(range.status()).isEqualTo(416);
    assertThat(range.field("content-range")).isEqualTo("bytes */10");
  }

  @Test
  void partsAreStoredMergedAndCompleted() {
    String etag = "\"v1\"";
    TestViewer first = edge.get("/a", "range", "bytes=0-3");
    edge.origin
        .last()
        .answer(
            206,
            "0123",
            "cache-control",
            FRESH,
            "etag",
            etag,
            "content-range",
            "bytes 0-3/10",
            "content-length",
            "4");
    edge.settle();
    assertThat(first.status()).isEqualTo(206);
    assertThat(first.body.toString()).isEqualTo("0123");
    assertThat(edge.get("/a", "range", "bytes=1-2").body.toString()).isEqualTo("12");
    edge.get("/a", "range", "bytes=4-5");
    edge.origin
        .last()
        .answer(
            206,
            "45",
            "cache-control",
            FRESH,
            "etag",
            etag,
            "content-range",
            "bytes 4-5/10",
            "content-length",
            "2");
    edge.settle();
    assertThat(edge.get("/a", "range", "bytes=2-5").body.toString()).isEqualTo("2345");
    assertThat(edge.origin.calls).hasSize(2);
    TestViewer whole = edge.get("/a");
    assertThat(edge.origin.last().field("range")).isEqualTo("bytes=6-");
    assertThat(edge.origin.last().field("if-range")).isEqualTo(etag);
    edge.origin
        .last()
        .answer(
            206,
            "6789",
            "cache-control",
            FRESH,
            "etag",
            etag,
            "content-range",
            "bytes 6-9/10",
            "content-length",
            "4");
    edge.settle();
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.body.toString()).isEqualTo("0123456789");
    assertThat(edge.get("/a").body.toString()).isEqualTo("0123456789");
    assertThat(edge.origin.calls).hasSize(3);
  }

  @Test
  void theTagsOfPartsAreNotShownWhenTheyAreCompleted() {
    TestViewer first = edge.get("/a", "range", "bytes=0-3");
    part("0123", "bytes 0-3/10");
    TestViewer whole = edge.get("/a");
    part("456789", "bytes 4-9/10");
    assertThat(whole.body.toString()).isEqualTo("0123456789");
    for (TestViewer viewer : List.of(first, whole, edge.get("/a"))) {
      assertThat(viewer.field("surrogate-key")).isNull();
    }
    assertThat(edge.origin.calls).hasSize(2);
  }

  private void part(String content, String range) {
    edge.origin
        .last()
        .answer(
            206,
            content,
            "cache-control",
            FRESH,
            "etag",
            "\"v1\"",
            "surrogate-key",
            "o:b/a",
            "content-range",
            range,
            "content-length",
            Integer.toString(content.length()));
    edge.settle();
  }
}
