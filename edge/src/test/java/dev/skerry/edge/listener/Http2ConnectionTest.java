package dev.skerry.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.codec.Flaw;
import dev.skerry.edge.config.Limit;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

  static Stream<Arguments> malformed() {
    String m = ":method";
    String s = ":scheme";
    String a = ":authority";
    String p = ":path";
    return Stream.of(
        flawed("no method", s, "http", a, "a", p, "/"),
        flawed("no scheme", m, "GET", a, "a", p, "/"),
        flawed("no path", m, "GET", s, "http", a, "a"),
        flawed("no authority and no host", m, "GET", s, "http", p, "/"),
        flawed("empty path", m, "GET", s, "http", a, "a", p, ""),
        flawed("path without slash", m, "GET", s, "http", a, "a", p, "x"),
        flawed("asterisk with GET", m, "GET", s, "http", a, "a", p, "*"),
        flawed("absolute path", m, "GET", s, "http", a, "a", p, "http://a/"),
        flawed("fragment", m, "GET", s, "http", a, "a", p, "/#x"),
        flawed("space in path", m, "GET", s, "http", a, "a", p, "/a b"),
        flawed("line end in path", m, "GET", s, "http", a, "a", p, "/a\r\nb: c"),
        flawed("line end in method", m, "GET / HTTP/1.1\r\nx", s, "http", a, "a", p, "/"),
        flawed("empty method", m, "", s, "http", a, "a", p, "/"),
        flawed("scheme ftp", m, "GET", s, "ftp", a, "a", p, "/"),
        flawed("empty authority", m, "GET", s, "http", a, "", p, "/"),
        flawed("user in authority", m, "GET", s, "http", a, "u@a", p, "/"),
        flawed("slash in authority", m, "GET", s, "http", a, "a/b", p, "/"),
        flawed("host differs", m, "GET", s, "http", a, "a", p, "/", "host", "b"),
        flawed("host twice", m, "GET", s, "http", p, "/", "host", "a", "host", "a"),
        flawed("method twice", m, "GET", m, "GET", s, "http", a, "a", p, "/"),
        flawed("path twice", m, "GET", s, "http", a, "a", p, "/", p, "/"),
        flawed("status in a request", m, "GET", s, "http", a, "a", p, "/", ":status", "200"),
        flawed("unknown pseudo field", m, "GET", s, "http", a, "a", p, "/", ":x", "y"),
        flawed("protocol without CONNECT", m, "GET", s, "http", a, "a", p, "/", ":protocol", "w"),
        flawed("pseudo field last", m, "GET", s, "http", p, "/", "x", "y", a, "a"),
        flawed("CONNECT with path", m, "CONNECT", a, "a:80", p, "/"),
        flawed("CONNECT without port", m, "CONNECT", a, "a"),
        flawed("upper case", m, "GET", s, "http", a, "a", p, "/", "X-Y", "z"),
        flawed("space in name", m, "GET", s, "http", a, "a", p, "/", "x y", "z"),
        flawed("colon in name", m, "GET", s, "http", a, "a", p, "/", "x:y", "z"),
        flawed("empty name", m, "GET", s, "http", a, "a", p, "/", "", "z"),
        flawed("line end in name", m, "GET", s, "http", a, "a", p, "/", "x\r\ny", "z"),
        flawed("line end in value", m, "GET", s, "http", a, "a", p, "/", "x", "y\r\nz: 1"),
        flawed("line feed in value", m, "GET", s, "http", a, "a", p, "/", "x", "y\nz"),
        flawed("null in value", m, "GET", s, "http", a, "a", p, "/", "x", "y\0z"),
        flawed("space before value", m, "GET", s, "http", a, "a", p, "/", "x", " y"),
        flawed("space after value", m, "GET", s, "http", a, "a", p, "/", "x", "y "),
        flawed("connection", m, "GET", s, "http", a, "a", p, "/", "connection", "close"),
        flawed("keep-alive", m, "GET", s, "http", a, "a", p, "/", "keep-alive", "1"),
        flawed("proxy-connection", m, "GET", s, "http", a, "a", p, "/", "proxy-connection", "x"),
        flawed("chunked", m, "GET", s, "http", a, "a", p, "/", "transfer-encoding", "chunked"),
        flawed("upgrade", m, "GET", s, "http", a, "a", p, "/", "upgrade", "h2c"),
        flawed("te gzip", m, "GET", s, "http", a, "a", p, "/", "te", "gzip"),
        flawed("bad length", m, "POST", s, "http", a, "a", p, "/", "content-length", "+1"),
        flawed(
            "length with END_STREAM", m, "GET", s, "http", a, "a", p, "/", "content-length", "1"));
  }

  private static Arguments flawed(String name, String... fields) {
    return Arguments.argumentSet(name, (Object) fields);
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void aMalformedRequestIsResetAndTheConnectionStays(String[] fields) {
    viewer.headers(1, true, fields);
    RawHttp2.Frame reset = viewer.next(RawHttp2.RST_STREAM);
    assertThat(reset.stream()).isEqualTo(1);
    assertThat(reset.code()).isEqualTo(1);
    viewer.get(3, "/next");
    assertThat(viewer.answer(3)).isEqualTo("200 hello /next");
    assertThat(handler.requests).hasSize(1);
  }

  @Test
  void contentOfAnotherLengthIsReset() {
    viewer.headers(
        1,
        false,
        ":method",
        "POST",
        ":scheme",
        "http",
        ":authority",
        "a",
        ":path",
        "/wait",
        "content-length",
        "5");
    viewer.data(1, true, "toolong");
    assertThat(viewer.next(RawHttp2.RST_STREAM).code()).isEqualTo(1);
    Await.until("the viewer is gone", () -> handler.gone.get() == 1);
  }

  @Test
  void pseudoFieldsInTrailersAreReset() {
    viewer.post(1, "/p").headers(1, true, ":path", "/x");
    assertThat(viewer.next(RawHttp2.RST_STREAM).code()).isEqualTo(1);
  }

  @Test
  void contentThatIsAnnouncedTooLargeIsA413() {
    viewer.headers(
        1,
        false,
        ":method",
        "POST",
        ":scheme",
        "http",
        ":authority",
        "a",
        ":path",
        "/p",
        "content-length",
        "100001");
    assertThat(viewer.answer(1)).startsWith("413 ");
    assertThat(listener.counters.refused(Flaw.CONTENT_TOO_LARGE)).isEqualTo(1);
  }

  @Test
  void contentThatGetsTooLargeIsA413() {
    viewer.post(1, "/p");
    for (int i = 0; i < 7; i++) {
      viewer.data(1, false, "x".repeat(16_000));
    }
    assertThat(viewer.answer(1)).startsWith("413 ");
    Await.until("the viewer is gone", () -> handler.gone.get() == 1);
  }

  @Test
  void aLongTargetIsA414() {
    viewer.get(1, "/" + "a".repeat(16 << 10));
    assertThat(viewer.answer(1)).startsWith("414 ");
  }

  @Test
  void aHeaderSectionOfTooManyFieldsIsA431() {
    String[] fields = new String[8 + 2 * 200];
    System.arraycopy(RawHttp2.request("GET", "/"), 0, fields, 0, 8);
    for (int i = 8; i < fields.length; i += 2) {
      fields[i] = "x-" + i;
      fields[i + 1] = "y";
    }
    viewer.headers(1, true, fields);
    assertThat(viewer.answer(1)).startsWith("431");
  }

  @Test
  void aHeaderBombIsA431() {
    String[] fields = new String[8 + 2 * 100];
    System.arraycopy(RawHttp2.request("GET", "/"), 0, fields, 0, 8);
    for (int i = 8; i < fields.length; i += 2) {
      fields[i] = "x-bomb";
      fields[i + 1] = "y".repeat(3000);
    }
    viewer.headers(1, true, fields);
    assertThat(viewer.next(RawHttp2.HEADERS).fields()).containsEntry(":status", "431");
  }

  @Test
  void rapidResetsEndTheConnection() {
    for (int i = 0; i < 40; i++) {
      viewer.get(2 * i + 1, "/wait");
      viewer.frame(RawHttp2.RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, 8});
    }
    assertCalmed();
    Await.until("all viewers are gone", () -> handler.gone.get() == handler.requests.size());
  }

  @Test
  void resetsThatTheEdgeIsMadeToSendEndTheConnection() {
    for (int i = 0; i < 40; i++) {
      viewer.headers(2 * i + 1, true, ":method", "GET");
    }
    assertCalmed();
  }

  @Test
  void pingFloodsEndTheConnection() {
    for (int i = 0; i < 100; i++) {
      viewer.frame(RawHttp2.PING, 0, 0, new byte[8]);
    }
    assertCalmed();
  }

  @Test
  void settingsFloodsEndTheConnection() {
    for (int i = 0; i < 100; i++) {
      viewer.frame(RawHttp2.SETTINGS, 0, 0, new byte[0]);
    }
    assertCalmed();
  }

  @Test
  void emptyFrameFloodsEndTheConnection() {
    viewer.post(1, "/wait");
    for (int i = 0; i < 100; i++) {
      viewer.data(1, false, "");
    }
    assertCalmed();
  }

  @Test
  void priorityFloodsEndTheConnection() {
    for (int i = 0; i < 100; i++) {
      viewer.frame(RawHttp2.PRIORITY, 0, 2 * i + 1, new byte[] {0, 0, 0, 0, 1});
    }
    assertCalmed();
  }

  @Test
  void continuationFloodsEndTheConnection() {
    byte[] block = viewer.block(RawHttp2.request("GET", "/"));
    viewer.frame(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, block);
    for (int i = 0; i < 100; i++) {
      viewer.frame(RawHttp2.CONTINUATION, 0, 1, new byte[0]);
    }
    viewer.next(RawHttp2.GOAWAY);
    assertThat(handler.requests).isEmpty();
  }

  @Test
  void streamsAboveTheLimitAreRefused() {
    for (int i = 0; i < 12; i++) {
      viewer.get(2 * i + 1, "/wait");
    }
    RawHttp2.Frame reset = viewer.next(RawHttp2.RST_STREAM);
    assertThat(reset.stream()).isEqualTo(21);
    assertThat(reset.code()).isEqualTo(7);
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

  private void assertCalmed() {
    Await.until("the flood is counted", () -> listener.counters.floods() == 1);
    Await.until("the connection is closed", () -> listener.counters.open() == 0);
  }
}
