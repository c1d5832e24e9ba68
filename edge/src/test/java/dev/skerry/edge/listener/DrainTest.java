package dev.skerry.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainTest {
  private final TestHandler handler = new TestHandler();
  private final RunningListener listener = RunningListener.with(handler);

  @AfterEach
  void close() {
    listener.close();
  }

  @Test
  void requestsInFlightFinishAndTheConnectionCloses() throws Exception {
    try (RawViewer viewer = listener.viewer();
        RawViewer idle = listener.viewer()) {
      viewer.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
      Await.until("the exchange began", () -> handler.requests.size() == 1);
      CompletableFuture<Boolean> drained = listener.listener.drain(Duration.ofSeconds(20));
      assertThat(idle.isClosed()).isTrue();
      assertThat(drained).isNotDone();
      TestHandler.TestExchange exchange = handler.last();
      exchange.viewer.loop().execute(() -> exchange.respond(200, "done"));
      RawViewer.Answer answer = viewer.answer();
      assertThat(answer.content()).isEqualTo("done");
      assertThat(answer.field("connection")).isEqualTo("close");
      assertThat(drained.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aRequestThatWasUnderWayIsStillAnswered() throws Exception {
    try (RawViewer viewer = listener.viewer()) {
      viewer.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(viewer.answer().content()).isEqualTo("hello /1");
      CompletableFuture<Boolean> drained = listener.listener.drain(Duration.ofSeconds(20));
      // The loop has been told by the time it has done this.
      handler.last().viewer.loop().submit(() -> {}).get();
      viewer.send("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
      RawViewer.Answer answer = viewer.answer();
      assertThat(answer.content()).isEqualTo("hello /2");
      assertThat(answer.field("connection")).isEqualTo("close");
      assertThat(drained.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void noConnectionIsAcceptedAnyMore() throws Exception {
    assertThat(listener.listener.drain(Duration.ofSeconds(20)).get(20, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(listener::viewer).hasMessageContaining("refused");
  }

  @Test
  void anHttp2ConnectionSaysGoodbyeAndFinishesItsStreams() throws Exception {
    try (RawHttp2 viewer = RawHttp2.begin(listener.viewer())) {
      viewer.get(1, "/wait");
      Await.until("the exchange began", () -> handler.requests.size() == 1);
      CompletableFuture<Boolean> drained = listener.listener.drain(Duration.ofSeconds(20));
      RawHttp2.Frame goAway = viewer.next(RawHttp2.GOAWAY);
      assertThat(goAway.code()).isZero();
      viewer.get(3, "/crossed");
      assertThat(viewer.answer(3)).isEqualTo("200 hello /crossed");
      viewer.next(RawHttp2.GOAWAY);
      TestHandler.TestExchange first = java.util.Objects.requireNonNull(handler.exchanges.peek());
      first.viewer.loop().execute(() -> first.respond(200, "done"));
      assertThat(viewer.answer(1)).isEqualTo("200 done");
      assertThat(viewer.isClosed()).isTrue();
      assertThat(drained.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whatDoesNotFinishInTimeIsCut() throws Exception {
    try (RawViewer viewer = listener.viewer()) {
      viewer.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
      Await.until("the exchange began", () -> handler.requests.size() == 1);
      assertThat(listener.listener.drain(Duration.ofMillis(10)).get(20, TimeUnit.SECONDS))
          .isFalse();
      Await.until("the viewer is gone", () -> handler.gone.get() == 1);
    }
  }
}
