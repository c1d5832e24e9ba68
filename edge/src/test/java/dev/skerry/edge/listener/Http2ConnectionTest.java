package dev.skerry.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.Limit;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests on the streams of one connection. */
class Http2ConnectionTest {
  private final TestHandler handler = new TestHandler();
  private final RunningListener listener =
      RunningListener.with(
          handler,
          new RunningListener.Settings()
              .limit(Limit.HTTP2_RESETS, 20)
              .limit(Limit.HTTP2_CONTROL_FRAMES, 50)
              .limit(Limit.HTTP2_STREAMS, 10)
              .limit(Limit.REQUEST_CONTENT_BYTES, 100_000));
  private final RawHttp2 viewer = RawHttp2.begin(listener.viewer());

  @AfterEach
  void close() {
    viewer.close();
    listener.close();
  }

  @Test
  void aRequestIsAnswered() {
    viewer.get(1, "/a?b");
    RawHttp2.Frame head = viewer.next(RawHttp2.HEADERS);
    assertThat(head.fields())
        .containsEntry(":status", "200")
        .containsEntry("date", "Wed, 04 Mar 2026 05:06:07 GMT")
        .containsEntry("content-length", "10");
    RawHttp2.Frame data = viewer.next(RawHttp2.DATA);
    assertThat(data.text()).isEqualTo("hello /a?b");
    assertThat(data.ends()).isTrue();
  }

  @Test
  void manyStreamsAreServedAtOnce() {
    for (int i = 0; i < 5; i++) {
      viewer.post(2 * i + 1, "/p");
    }
    for (int i = 4; i >= 0; i--) {
      viewer.data(2 * i + 1, true, "content " + i);
      assertThat(viewer.answer(2 * i + 1)).isEqualTo("200 got content " + i);
    }
  }

  @Test
  void trailersGoBothWays() {
    viewer.post(1, "/echo").data(1, false, "abc").headers(1, true, "x-sum", "1");
    assertThat(viewer.answer(1)).isEqualTo("200 abc {x-sum=1}");
  }

  @Test
  void interimResponsesGoBeforeTheFinalOne() {
    viewer.get(1, "/hints");
    assertThat(viewer.next(RawHttp2.HEADERS).fields())
        .containsEntry(":status", "103")
        .containsEntry("link", "</a.css>; rel=preload");
    assertThat(viewer.answer(1)).isEqualTo("200 hinted");
  }

  @Test
  void theAnswerToHeadHasNoContent() {
    viewer.headers(1, true, RawHttp2.request("HEAD", "/"));
    RawHttp2.Frame head = viewer.next(RawHttp2.HEADERS);
    assertThat(head.ends()).isTrue();
    assertThat(head.fields()).containsEntry("content-length", "7");
  }

  @Test
  void contentThatIsNotTakenIsBoundedByItsWindow() {
    viewer.post(1, "/hold");
    for (int sent = 0; sent < 80_000; sent += 16_000) {
      viewer.data(1, false, "x".repeat(16_000));
    }
    viewer.get(3, "/other");
    assertThat(viewer.answer(3)).isEqualTo("200 hello /other");
    assertThat(handler.exchanges.peek()).isNotNull();
    TestHandler.TestExchange held = Objects.requireNonNull(handler.exchanges.peek());
    assertThat(held.received()).isEmpty();
    held.viewer.loop().execute(() -> held.viewer.requestContent().resume());
    viewer.data(1, true, "").window(1, 1 << 20).window(0, 1 << 20);
    assertThat(viewer.answer(1).replace(" ", "")).startsWith("200gotxxx").hasSize(80_000 + 6);
  }

  @Test
  void aLargeResponseKeepsToTheViewersWindow() {
    viewer.get(1, "/large?200000");
    int received = 0;
    while (received < 65_535) {
      received += viewer.next(RawHttp2.DATA).text().length();
    }
    assertThat(received).isEqualTo(65_535);
    viewer.window(1, 1 << 20).window(0, 1 << 20);
    boolean ended = false;
    while (!ended) {
      RawHttp2.Frame data = viewer.next(RawHttp2.DATA);
      received += data.text().length();
      ended = data.ends();
    }
    assertThat(received).isEqualTo(200_000);
  }

  @Test
  void aViewerThatResetsIsGoneOnce() {
    viewer.get(1, "/wait");
    Await.until("the exchange began", () -> handler.requests.size() == 1);
    viewer.frame(RawHttp2.RST_STREAM, 0, 1, new byte[] {0, 0, 0, 8});
    Await.until("the viewer is gone", () -> handler.gone.get() == 1);
    viewer.get(3, "/after");
    assertThat(viewer.answer(3)).isEqualTo("200 hello /after");
    assertThat(handler.gone).hasValue(1);
  }

  @Test
  void allExchangesAreToldWhenTheConnectionBreaks() {
    viewer.get(1, "/wait").get(3, "/wait").post(5, "/hold").data(5, false, "held");
    Await.until("the exchanges began", () -> handler.requests.size() == 3);
    viewer.close();
    Await.until("the viewers are gone", () -> handler.gone.get() == 3);
  }

  @Test
  void anEarlyAnswerDoesNotWaitForContent() {
    viewer.post(1, "/early").data(1, false, "some");
    assertThat(viewer.answer(1)).isEqualTo("403 no");
    viewer.data(1, true, "more").get(3, "/next");
    assertThat(viewer.answer(3)).isEqualTo("200 hello /next");
  }

  @Test
  void anExchangeThatCannotBeginIsA500() {
    viewer.get(1, "/broken");
    assertThat(viewer.answer(1)).startsWith("500 ");
    viewer.get(3, "/next");
    assertThat(viewer.answer(3)).isEqualTo("200 hello /next");
  }

  @Test
  void aResponseShorterThanItsLengthIsReset() {
    viewer.get(1, "/short");
    assertThat(viewer.next(RawHttp2.RST_STREAM).code()).isEqualTo(2);
  }

  @Test
  void cookieCrumbsBecomeOneField() {
    viewer.headers(
        1,
        true,
        ":method",
        "GET",
        ":scheme",
        "http",
        ":authority",
        "a",
        ":path",
        "/",
        "cookie",
        "a=1",
        "x",
        "y",
        "cookie",
        "b=2");
    assertThat(viewer.answer(1)).startsWith("200");
    assertThat(Objects.requireNonNull(handler.requests.peek()).fields().all("cookie"))
        .containsExactly("a=1; b=2");
  }

  @Test
  void aWebSocketIsATunnelOnAStream() {
    viewer.headers(
        1,
        false,
        ":method",
        "CONNECT",
        ":protocol",
        "websocket",
        ":scheme",
        "http",
        ":authority",
        "a",
        ":path",
        "/tunnel",
        "sec-websocket-version",
        "13");
    RawHttp2.Frame head = viewer.next(RawHttp2.HEADERS);
    assertThat(head.fields()).containsEntry(":status", "200").doesNotContainKey("upgrade");
    assertThat(head.ends()).isFalse();
    var request = Objects.requireNonNull(handler.requests.peek());
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.upgrade()).isEqualTo("websocket");
    assertThat(request.fields().first("sec-websocket-key")).hasSize(24);
    viewer.data(1, false, "frame");
    assertThat(viewer.next(RawHttp2.DATA).text()).isEqualTo("frame");
    viewer.data(1, true, "last");
    RawHttp2.Frame last = viewer.next(RawHttp2.DATA);
    assertThat(last.text()).isEqualTo("last");
    assertThat(last.ends() || viewer.next(RawHttp2.DATA).ends()).isTrue();
  }

  @Test
  void aViewerThatEndsItsSideIsGoneForAllItsStreams() throws Exception {
    viewer.get(1, "/wait").get(3, "/hold");
    Await.until("both have begun", () -> handler.requests.size() == 2);
    viewer.endOutput();
    Await.until("both are told", () -> handler.gone.get() == 2);
    Await.until("the connection is closed", () -> listener.counters.open() == 0);
  }

  @Test
  void closingTheListenerCutsStreamsThatWait() {
    viewer.get(1, "/wait");
    Await.until("it has begun", () -> handler.requests.size() == 1);
    listener.listener.close();
    Await.until("the exchange is told", () -> handler.gone.get() == 1);
  }

  @Test
  void aConnectionWhoseViewerLeavesIsClosedWhenItsStreamsAreAnswered() {
    viewer.post(1, "/echo").frame(RawHttp2.GOAWAY, 0, 0, new byte[8]);
    viewer.data(1, true, "abc");
    assertThat(viewer.answer(1)).isEqualTo("200 abc");
    Await.until("the connection is closed", () -> listener.counters.open() == 0);
  }
}
