package dev.skerry.edge.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.http.Fields;
import dev.skerry.http.HttpVersion;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritersTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-01T08:09:00Z"));
  private static final String DATE = "date: Sun, 01 Nov 2026 08:09:00 GMT\r\n";

  private final ByteBuf out = Unpooled.buffer();

  @Test
  void aRequestIsBuiltFromTheModel() {
    Request request = get(Fields.of("accept", "*/*", "x", "y")).query("a=b");
    assertThat(RequestWriter.head(out, request, "origin:81")).isEqualTo(Framing.NONE);
    assertThat(written())
        .isEqualTo("GET /p?a=b HTTP/1.1\r\nhost: origin:81\r\naccept: */*\r\nx: y\r\n\r\n");
  }

  @Test
  void framingAndConnectionOfARequestAreTheWritersOwn() {
    Request request =
        get(Fields.of(
                "transfer-encoding",
                "chunked",
                "connection",
                "x",
                "keep-alive",
                "1",
                "host",
                "evil",
                "content-length",
                "7",
                "upgrade",
                "h2c",
                "te",
                "trailers"))
            .method("POST")
            .hasContent(true)
            .upgrade("websocket");
    assertThat(RequestWriter.head(out, request, "a")).isEqualTo(7);
    assertThat(written())
        .isEqualTo(
            String.join(
                "\r\n",
                "POST /p HTTP/1.1",
                "host: a",
                "te: trailers",
                "connection: te, upgrade",
                "upgrade: websocket",
                "content-length: 7",
                "",
                ""));
  }

  @Test
  void contentOfUnknownLengthIsChunked() {
    Request request = get(new Fields()).method("POST").hasContent(true);
    assertThat(RequestWriter.head(out, request, "a")).isEqualTo(Framing.CHUNKED);
    assertThat(written()).contains("transfer-encoding: chunked\r\n");
  }

  @Test
  void theAbsenceOfContentIsSaidWhereItCouldBeExpected() {
    RequestWriter.head(out, get(new Fields()).method("POST"), "a");
    assertThat(written()).contains("content-length: 0\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nb: c",
        "a\nb: c",
        "a\rb: c",
        "a\0b",
        "a\u010ab",
        "a\u560d\u560ab: c",
        "a\u000bb"
      })
  void noValueCanSplitAMessage(String value) {
    Response response = new Response(200, Fields.of("x-a", value));
    writer("GET").head(out, response, true);
    RequestWriter.head(out, get(Fields.of("x-a", value)), value);
    for (String line : written().split("\r\n", -1)) {
      assertThat(line).doesNotContain("\r", "\n", "\0").doesNotStartWith("b");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a:b", "a\r\nb", "", "a\u010a", "\u00e4"})
  void aNameThatIsNoTokenIsLeftOut(String name) {
    writer("GET").head(out, new Response(204, Fields.of(name, "v", "x", "y")), false);
    assertThat(written()).isEqualTo("HTTP/1.1 204 No Content\r\nx: y\r\n" + DATE + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a b", "/a\r\nb", "/a\0", "/\u00e4", "/a\u0120"})
  void aTargetThatWouldBreakTheRequestLineIsRefused(String path) {
    assertThatThrownBy(() -> RequestWriter.head(out, get(new Fields()).path(path), "a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(out.isReadable()).isFalse();
    out.release();
  }

  @Test
  void aResponseSaysItsLengthOrIsChunked() {
    ResponseWriter writer = writer("GET");
    assertThat(writer.head(out, new Response(200, Fields.of("content-length", "5")), true))
        .isEqualTo(5);
    assertThat(writer.head(out, new Response(200, new Fields()), true)).isEqualTo(Framing.CHUNKED);
    assertThat(writer.head(out, new Response(200, new Fields()), false)).isEqualTo(Framing.NONE);
    assertThat(written())
        .isEqualTo(
            "HTTP/1.1 200 OK\r\n"
                + DATE
                + "content-length: 5\r\n\r\n"
                + "HTTP/1.1 200 OK\r\n"
                + DATE
                + "transfer-encoding: chunked\r\n\r\n"
                + "HTTP/1.1 200 OK\r\n"
                + DATE
                + "content-length: 0\r\n\r\n");
  }

  @Test
  void answersWithoutContentKeepTheLengthTheyTellOf() {
    ResponseWriter writer = writer("HEAD");
    Fields length = Fields.of("content-length", "5", "date", "now");
    assertThat(writer.head(out, new Response(200, length), false)).isEqualTo(Framing.NONE);
    assertThat(writer.head(out, new Response(304, length), false)).isEqualTo(Framing.NONE);
    assertThat(writer.head(out, new Response(204, length), false)).isEqualTo(Framing.NONE);
    assertThat(written())
        .isEqualTo(
            String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "date: now",
                "content-length: 5",
                "",
                "HTTP/1.1 304 Not Modified",
                "date: now",
                "content-length: 5",
                "",
                "HTTP/1.1 204 No Content",
                "date: now",
                "",
                ""));
  }

  @Test
  void framingOfAResponseIsTheWritersOwn() {
    writer("GET")
        .head(
            out,
            new Response(
                200,
                Fields.of(
                    "connection",
                    "x",
                    "transfer-encoding",
                    "gzip",
                    "content-length",
                    "5, 5",
                    "date",
                    "now")),
            true);
    assertThat(written())
        .isEqualTo("HTTP/1.1 200 OK\r\ndate: now\r\ntransfer-encoding: chunked\r\n\r\n");
  }

  @Test
  void unknownStatusesHaveAnEmptyReason() {
    writer("GET").head(out, new Response(299, Fields.of("date", "now")), false);
    assertThat(written()).startsWith("HTTP/1.1 299 \r\n");
  }

  @Test
  void chunksHaveTheirSizesAndTheEndItsTrailers() {
    Chunks.begin(out, 5, true);
    out.writeCharSequence("hello", ISO_8859_1);
    Chunks.begin(out, 0xabcdef, false);
    Chunks.end(out, Fields.of("x", "y\r\nz", "content-length", "3"), false);
    assertThat(written()).isEqualTo("5\r\nhello\r\nabcdef\r\n\r\n0\r\nx: y  z\r\n\r\n");
  }

  private ResponseWriter writer(String method) {
    ResponseWriter writer = new ResponseWriter(CLOCK);
    writer.answer(get(new Fields()).method(method).version(HttpVersion.HTTP_1_1), true);
    return writer;
  }

  private static Request get(Fields fields) {
    return new Request("GET", "http", "a", "/p", null, fields);
  }

  private String written() {
    String text = out.toString(ISO_8859_1);
    out.release();
    return text;
  }
}
