package dev.skerry.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.http.Fields;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Http1ConnectionTest {
  /** Octets that one read of a socket takes at most, and that wait before no more is read. */
  private static final int READ_BYTES = 64 << 10;

  private final TestHandler handler = new TestHandler();
  private final RunningListener listener = RunningListener.with(handler);
  private final RawViewer viewer = listener.viewer();

  @AfterEach
  void close() {
    viewer.close();
    listener.close();
  }

  @Test
  void aRequestIsAnswered() {
    viewer.send("GET /a?b HTTP/1.1\r\nHost: example.com\r\n\r\n");
    RawViewer.Answer answer = viewer.answer();
    assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
    assertThat(answer.field("date")).isEqualTo("Wed, 04 Mar 2026 05:06:07 GMT");
    assertThat(answer.field("connection")).isNull();
    assertThat(answer.content()).isEqualTo("hello /a?b");
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() {
    StringBuilder batch = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      batch.append("GET /").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    viewer.send(batch.toString());
    for (int i = 0; i < 100; i++) {
      assertThat(viewer.answer().content()).isEqualTo("hello /" + i);
    }
  }

  @Test
  void aRequestWaitsForTheResponseBeforeIt() {
    viewer.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n");
    Await.until("the first exchange began", () -> handler.requests.size() == 1);
    TestHandler.TestExchange first = handler.last();
    first.viewer.loop().execute(() -> first.respond(200, "first"));
    assertThat(viewer.answer().content()).isEqualTo("first");
    assertThat(viewer.answer().content()).isEqualTo("hello /next");
  }

  @Test
  void everySplitOfARequestGivesTheSameAnswer() {
    String request =
        String.join(
            "\r\n",
            "POST /p HTTP/1.1",
            "Host: a",
            "Transfer-Encoding: chunked",
            "",
            "5;x=y",
            "hello",
            "1",
            "!",
            "0",
            "X-T: t",
            "",
            "");
    for (int split = 1; split < request.length(); split++) {
      viewer.send(request.substring(0, split));
      viewer.send(request.substring(split));
      assertThat(viewer.answer().content()).as("split at %d", split).isEqualTo("got hello!");
      assertThat(handler.last().trailers).isNotNull();
    }
  }

  @Test
  void contentIsStreamedBothWays() {
    viewer.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n01234");
    assertThat(viewer.send("56789").answer().content()).isEqualTo("0123456789");
    viewer.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    viewer.send("0\r\nX-Sum: 1\r\n\r\n");
    RawViewer.Answer answer = viewer.answer();
    assertThat(answer.content()).isEqualTo("abc");
    assertThat(answer.field("x-sum")).isEqualTo("1");
  }

  @Test
  void contentOfUnknownLengthIsChunkedWithTrailers() {
    viewer.send("GET /open HTTP/1.1\r\nHost: a\r\n\r\n");
    RawViewer.Answer answer = viewer.answer();
    assertThat(answer.field("transfer-encoding")).isEqualTo("chunked");
    assertThat(answer.content()).isEqualTo("one two");
    assertThat(answer.field("x-checksum")).isEqualTo("12");
  }

  @Test
  void anOldViewerGetsContentUntilTheConnectionCloses() {
    viewer.send("GET /open HTTP/1.0\r\n\r\n");
    RawViewer.Answer answer = viewer.answer();
    assertThat(answer.field("transfer-encoding")).isNull();
    assertThat(answer.field("connection")).isEqualTo("close");
    assertThat(answer.content()).isEqualTo("one two");
    assertThat(viewer.isClosed()).isTrue();
  }

  @Test
  void anOldViewerMayKeepItsConnection() {
    viewer.send("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    assertThat(viewer.answer().field("connection")).isEqualTo("keep-alive");
    viewer.send("GET /2 HTTP/1.0\r\n\r\n");
    assertThat(viewer.answer().content()).isEqualTo("hello /2");
    assertThat(viewer.isClosed()).isTrue();
  }

  @Test
  void aConnectionClosesWhenTheViewerAsksForIt() {
    viewer.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(viewer.answer().field("connection")).isEqualTo("close");
    assertThat(viewer.isClosed()).isTrue();
  }

  @Test
  void theAnswerToHeadHasNoContent() {
    viewer.send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\nGET /y HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(viewer.answer("HEAD").field("content-length")).isEqualTo("8");
    assertThat(viewer.answer().content()).isEqualTo("hello /y");
  }

  @Test
  void interimResponsesGoBeforeTheFinalOne() {
    viewer.send("GET /hints HTTP/1.1\r\nHost: a\r\n\r\n");
    RawViewer.Answer hints = viewer.answer();
    assertThat(hints.statusLine()).isEqualTo("HTTP/1.1 103 Early Hints");
    assertThat(hints.field("link")).isEqualTo("</a.css>; rel=preload");
    assertThat(viewer.answer().content()).isEqualTo("hinted");
  }

  @Test
  void interimResponsesAreKeptFromOldViewers() {
    viewer.send("GET /hints HTTP/1.0\r\n\r\n");
    assertThat(viewer.answer().content()).isEqualTo("hinted");
  }

  @Test
  void contentComesAfterTheExchangeToldTheViewerToContinue() {
    viewer.send(
        "POST /continue HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    assertThat(viewer.answer().statusLine()).isEqualTo("HTTP/1.1 100 Continue");
    viewer.send("ok");
    assertThat(viewer.answer().content()).isEqualTo("got ok");
  }

  @Test
  void aRefusedExpectationClosesTheConnection() {
    viewer.send(
        "POST /early HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    RawViewer.Answer answer = viewer.answer();
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.field("connection")).isEqualTo("close");
    assertThat(viewer.isClosed()).isTrue();
  }

  @Test
  void contentThatNobodyWantsIsReadAndTheConnectionStays() {
    viewer.send("POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
    assertThat(viewer.answer().status()).isEqualTo(403);
    viewer.send(new byte[100_000]);
    viewer.send("GET /after HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(viewer.answer().content()).isEqualTo("hello /after");
  }

  @Test
  void aViewerThatSendsOnAfterTheAnswerStillSeesIt() {
    viewer.send("POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n");
    viewer.trySend(new byte[1_000_000]);
    assertThat(viewer.answer().status()).isEqualTo(403);
  }

  @Test
  void aHalfClosedViewerGetsItsAnswers() {
    viewer.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n");
    viewer.endOutput();
    Await.until("the first exchange began", () -> handler.requests.size() == 1);
    TestHandler.TestExchange first = handler.last();
    first.viewer.loop().execute(() -> first.respond(200, "first"));
    assertThat(viewer.answer().content()).isEqualTo("first");
    assertThat(viewer.answer().content()).isEqualTo("hello /b");
    assertThat(viewer.isClosed()).isTrue();
    assertThat(handler.gone).hasValue(0);
  }

  @Test
  void aViewerThatBreaksOffItsContentIsGoneOnce() {
    viewer.send("POST /wait HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n123");
    Await.until("the exchange began", () -> handler.requests.size() == 1);
    viewer.close();
    Await.until("the viewer is gone", () -> handler.gone.get() == 1);
    assertThat(handler.failed).hasValue(1);
  }

  @Test
  void aViewerThatResetsIsGoneOnce() throws Exception {
    viewer.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    Await.until("the exchange began", () -> handler.requests.size() == 1);
    viewer.socket.setSoLinger(true, 0);
    viewer.close();
    Await.until("the viewer is gone", () -> handler.gone.get() == 1);
    TestHandler.TestExchange exchange = handler.last();
    exchange.viewer.loop().submit(() -> exchange.respond(200, "too late")).get();
    assertThat(handler.gone).hasValue(1);
  }

  @Test
  void contentIsReadAheadByALittleAlthoughMoreIsThere() {
    viewer.send("POST /sip HTTP/1.1\r\nHost: a\r\nContent-Length: 8000000\r\n\r\n");
    viewer.send(new byte[8_000_000]);
    assertThat(viewer.answer().status()).isEqualTo(200);
    assertThat(handler.last().longest).isPositive().isLessThan(2 * READ_BYTES);
  }

  @Test
  void aLargeResponseWaitsForASlowViewer() {
    viewer.send("GET /large?50000000 HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(viewer.answer().content()).hasSize(50_000_000);
  }

  @Test
  void anExchangeThatCannotBeginIsA500() {
    viewer.send("GET /broken HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(viewer.answer().status()).isEqualTo(500);
    assertThat(viewer.isClosed()).isTrue();
  }

  @Test
  void aResponseShorterThanItsLengthCutsTheConnection() {
    viewer.send("GET /short HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(viewer.read(12)).isEqualTo("HTTP/1.1 200");
    Await.until("the connection is closed", () -> listener.counters.open() == 0);
  }

  @Test
  void aTunnelPassesBytesBothWaysAndClosesByHalves() {
    viewer.send(
        "GET /tunnel HTTP/1.1\r\n"
            + "Host: a\r\n"
            + "Connection: Upgrade\r\n"
            + "Upgrade: websocket\r\n\r\n"
            + "early");
    RawViewer.Answer answer = viewer.answer();
    assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 101 Switching Protocols");
    assertThat(answer.field("upgrade")).isEqualTo("websocket");
    assertThat(answer.field("connection")).isEqualTo("upgrade");
    assertThat(viewer.read(5)).isEqualTo("early");
    viewer.send("more\0\r\n");
    assertThat(viewer.read(7)).isEqualTo("more\0\r\n");
    viewer.endOutput();
    assertThat(viewer.isClosed()).isTrue();
    assertThat(listener.counters.tunnels()).isEqualTo(1);
    Await.until("the connection is closed", () -> listener.counters.open() == 0);
    assertThat(handler.gone).hasValue(0);
  }

  @Test
  void aTunnelThatTheOtherSideEndsLosesNothingThatTheViewerHasNotTakenYet() throws Exception {
    int bytes = 32 << 20;
    viewer.send(
        "GET /tunnel HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    assertThat(viewer.answer().status()).isEqualTo(101);
    TestHandler.TestExchange exchange = handler.last();
    exchange
        .viewer
        .loop()
        .submit(
            () -> {
              exchange.viewer.data(Unpooled.wrappedBuffer(new byte[bytes]));
              exchange.viewer.flush();
              exchange.viewer.end(Fields.EMPTY);
              exchange.viewer.flush();
            })
        .get();
    assertThat(viewer.read(bytes)).hasSize(bytes);
    assertThat(viewer.isClosed()).isTrue();
    viewer.endOutput();
    Await.until("the connection is closed", () -> listener.counters.open() == 0);
    assertThat(handler.gone).hasValue(0);
  }
}
