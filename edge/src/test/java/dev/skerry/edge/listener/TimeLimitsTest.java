package dev.skerry.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.Limit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeLimitsTest {
  private final TestHandler handler = new TestHandler();
  private final RunningListener listener =
      RunningListener.with(
          handler,
          new RunningListener.Settings()
              .limit(Limit.HEADER_TIMEOUT, 300)
              .limit(Limit.CONTENT_TIMEOUT, 300)
              .limit(Limit.WRITE_TIMEOUT, 300)
              .limit(Limit.IDLE_TIMEOUT, 300)
              .limit(Limit.TUNNEL_IDLE_TIMEOUT, 1000)
              .limit(Limit.CONNECTIONS, 3)
              .limit(Limit.REQUESTS_PER_CONNECTION, 2));

  @AfterEach
  void close() {
    listener.close();
  }

  @Test
  void aConnectionThatBringsNothingIsClosed() {
    try (RawViewer viewer = listener.viewer()) {
      assertThat(viewer.isClosed()).isTrue();
    }
  }

  @Test
  void anIncompleteHeadIsA408() {
    try (RawViewer viewer = listener.viewer()) {
      viewer.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
      assertThat(viewer.answer().status()).isEqualTo(408);
      viewer.endOutput();
      assertThat(viewer.isClosed()).isTrue();
    }
    assertThat(listener.timedOut).containsExactly("header");
    assertThat(listener.counters.timeouts()).isEqualTo(1);
  }

  @Test
  void aHeadThatTricklesIsA408() {
    try (RawViewer viewer = listener.viewer()) {
      viewer.send("GET / HTTP/1.1\r\nHost: a\r\n");
      Await.until(
          "the head took too long",
          () -> {
            viewer.trySend(new byte[] {'x'});
            return listener.counters.timeouts() == 1;
          });
      assertThat(viewer.answer().status()).isEqualTo(408);
    }
  }

  @Test
  void contentThatStopsIsA408AndTheExchangeIsTold() {
    try (RawViewer viewer = listener.viewer()) {
      viewer.send("POST /wait HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n123");
      assertThat(viewer.answer().status()).isEqualTo(408);
    }
    Await.until("the exchange is told", () -> handler.gone.get() == 1);
    assertThat(handler.failed).hasValue(1);
    assertThat(listener.timedOut).containsExactly("content");
  }

  @Test
  void aViewerIsNotTooSlowWhileTheEdgeMakesItWait() throws Exception {
    try (RawViewer viewer = listener.viewer()) {
      viewer.send("POST /hold HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n123");
      Await.until("the exchange began", () -> handler.requests.size() == 1);
      TestHandler.TestExchange held = handler.last();
      // Longer than every limit.
      held.viewer
          .loop()
          .schedule(
              () -> held.respond(200, "late"), 900, java.util.concurrent.TimeUnit.MILLISECONDS)
          .get();
      assertThat(viewer.answer().content()).isEqualTo("late");
    }
  }

  @Test
  void aViewerThatMayBeGoneIsNotWaitedForForever() {
    try (RawViewer viewer = listener.viewer()) {
      viewer.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n").endOutput();
      assertThat(viewer.isClosed()).isTrue();
    }
    Await.until("the exchange is told", () -> handler.gone.get() == 1);
  }

  @Test
  void aViewerThatTakesNothingIsCutOff() {
    try (RawViewer viewer = listener.viewer()) {
      viewer.send("GET /large?100000000 HTTP/1.1\r\nHost: a\r\n\r\n");
      Await.until("the viewer is gone", () -> handler.gone.get() == 1);
    }
    assertThat(listener.timedOut).containsExactly("write");
  }

  @Test
  void anIdleConnectionIsClosed() {
    try (RawViewer viewer = listener.viewer()) {
      viewer.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(viewer.answer().status()).isEqualTo(200);
      assertThat(viewer.isClosed()).isTrue();
    }
    assertThat(listener.counters.timeouts()).isZero();
  }

  @Test
  void anIdleTunnelIsClosed() {
    try (RawViewer viewer = listener.viewer()) {
      viewer.send(
          "GET /tunnel HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n");
      assertThat(viewer.answer().status()).isEqualTo(101);
      assertThat(viewer.isClosed()).isTrue();
    }
  }

  @Test
  void anIdleHttp2ConnectionIsClosedInGoodOrder() {
    try (RawHttp2 viewer = RawHttp2.begin(listener.viewer())) {
      viewer.get(1, "/");
      assertThat(viewer.answer(1)).startsWith("200");
      assertThat(viewer.next(RawHttp2.GOAWAY).code()).isZero();
      assertThat(viewer.isClosed()).isTrue();
    }
  }

  @Test
  void anHttp2StreamWhoseContentStopsIsA408() {
    try (RawHttp2 viewer = RawHttp2.begin(listener.viewer())) {
      viewer.post(1, "/wait");
      assertThat(viewer.answer(1)).startsWith("408");
      assertThat(viewer.next(RawHttp2.RST_STREAM).code()).isZero();
    }
    Await.until("the exchange is told", () -> handler.gone.get() == 1);
  }

  @Test
  void anHttp2StreamWhoseWindowStaysClosedIsReset() {
    try (RawHttp2 viewer = RawHttp2.begin(listener.viewer())) {
      viewer.get(1, "/large?1000000");
      assertThat(viewer.next(RawHttp2.RST_STREAM).code()).isEqualTo(8);
    }
    Await.until("the viewer is gone", () -> handler.gone.get() == 1);
  }

  @Test
  void theLastAllowedRequestClosesTheConnection() {
    try (RawViewer viewer = listener.viewer()) {
      viewer.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(viewer.answer().field("connection")).isNull();
      assertThat(viewer.answer().field("connection")).isEqualTo("close");
      assertThat(viewer.isClosed()).isTrue();
    }
  }

  @Test
  void connectionsAboveTheLimitAreClosedAndCounted() {
    try (RawViewer one = listener.viewer();
        RawViewer two = listener.viewer();
        RawViewer three = listener.viewer()) {
      Await.until("all are open", () -> listener.counters.open() == 3);
      try (RawViewer four = listener.viewer()) {
        assertThat(four.isClosed()).isTrue();
      }
      assertThat(listener.counters.rejected()).isEqualTo(1);
      one.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(one.answer().status()).isEqualTo(200);
      assertThat(two.socket.isConnected()).isTrue();
      assertThat(three.socket.isConnected()).isTrue();
    }
  }
}
