package dev.skerry.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.codec.Flaw;
import dev.skerry.edge.config.Limit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests over HTTP/2 that are not as they must be, or too large. */
class Http2MalformedRequestsTest {
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
}
