package dev.skerry.edge.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTest {
  private final ResponseParser parser = new ResponseParser(new HeadLimits(1024, 4096, 16));

  @ParameterizedTest
  @CsvSource({
    "GET, HTTP/1.1 200 OK|Content-Length: 5, 5, true",
    "GET, HTTP/1.1 200|Content-Length: 5, 5, true",
    "GET, HTTP/1.1 200 |Content-Length: 05, 5, true",
    "GET, HTTP/1.1 200 OK|Content-Length: 5|Content-Length: 5, 5, true",
    "GET, HTTP/1.1 200 OK|Transfer-Encoding: Chunked, -1, true",
    "GET, HTTP/1.1 200 OK|X: y, -2, false",
    "GET, HTTP/1.1 200 OK|Connection: close|Content-Length: 5, 5, false",
    "GET, HTTP/1.0 200 OK|Content-Length: 5, 5, false",
    "GET, HTTP/1.0 200 OK|Connection: keep-alive|Content-Length: 5, 5, true",
    "HEAD, HTTP/1.1 200 OK|Content-Length: 5, 0, true",
    "HEAD, HTTP/1.1 200 OK|Transfer-Encoding: chunked, 0, true",
    "HEAD, HTTP/1.1 200 OK|X: y, 0, true",
    "GET, HTTP/1.1 204 No Content|X: y, 0, true",
    "GET, HTTP/1.1 204 No Content|Content-Length: 5, 0, false",
    "GET, HTTP/1.1 204 No Content|Transfer-Encoding: chunked, 0, false",
    "GET, HTTP/1.1 304 Not Modified|Content-Length: 5, 0, true",
    "GET, HTTP/1.1 103 Early Hints|Link: a, 0, true",
    "GET, HTTP/1.1 101 Switching Protocols|Connection: upgrade|Upgrade: websocket, -2, true",
    "CONNECT, HTTP/1.1 200 OK|Content-Length: 5, -2, true"
  })
  void theFramingFollowsMethodStatusAndFields(
      String method, String head, long framing, boolean persistent) {
    parse(head.replace("|", "\r\n") + "\r\n\r\n", method);
    assertThat(parser.framing()).isEqualTo(framing);
    assertThat(parser.persistent()).isEqualTo(persistent);
  }

  @Test
  void whatAClientMayForgiveIsForgiven() {
    Response response =
        parse("HTTP/1.1 200 OK\nA: b\r\n c\n\td\nB : \tc\nC: x\u0001y\nD:\n\n", "GET");
    assertThat(response.fields()).isEqualTo(Fields.of("a", "b c d", "b", "c", "c", "x y", "d", ""));
  }

  @Test
  void equalLengthsBecomeOne() {
    assertThat(parse("HTTP/1.1 200 OK\r\nContent-Length: 5, 05\r\n\r\n", "GET").fields())
        .isEqualTo(Fields.of("content-length", "5"));
  }

  @Test
  void aSwitchKeepsItsProtocol() {
    String head = "HTTP/1.1 101 x\r\nConnection: upgrade\r\nUpgrade: websocket\r\nA: b\r\n\r\n";
    assertThat(parse(head, "GET").fields()).isEqualTo(Fields.of("a", "b", "upgrade", "websocket"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1  200 OK\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 099 OK\r\n\r\n",
        "HTTP/1.1 600 OK\r\n\r\n",
        "HTTP/1.1 200OK\r\n\r\n",
        "HTTP/1.1 200 O\rK\r\n\r\n",
        "HTTP/1.1 200 O\0K\r\n\r\n",
        "ICY 200 OK\r\n\r\n",
        "\r\nHTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\n A: b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA b: c\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\0c\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\rc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 101 x\r\n\r\n"
      })
  void whatThreatensTheFramingIsAnError(String head) {
    assertThat(refusal(head).type()).isEqualTo(ProxyError.Type.HTTP_PROTOCOL_ERROR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "gzip, chunked", "chunked, gzip", "identity", "chunked, chunked"})
  void unknownTransferCodingsAreAnError(String coding) {
    assertThat(refusal("HTTP/1.1 200 OK\r\nTransfer-Encoding: " + coding + "\r\n\r\n").type())
        .isEqualTo(ProxyError.Type.HTTP_RESPONSE_TRANSFER_CODING);
  }

  @Test
  void tooManyOrTooLongFieldsAreAnError() {
    assertThat(refusal("HTTP/1.1 200 OK\r\nA: " + "b".repeat(5000) + "\r\n\r\n").type())
        .isEqualTo(ProxyError.Type.HTTP_RESPONSE_HEADER_SECTION_SIZE);
    assertThat(refusal("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(17) + "\r\n").type())
        .isEqualTo(ProxyError.Type.HTTP_RESPONSE_HEADER_SECTION_SIZE);
  }

  private Response parse(String head, String method) {
    ByteBuf in = Unpooled.copiedBuffer(head, ISO_8859_1);
    Response response = parser.parse(in, method);
    assertThat(in.isReadable()).isFalse();
    in.release();
    if (response == null) {
      throw new AssertionError("incomplete");
    }
    return response;
  }

  private ProxyError refusal(String head) {
    ByteBuf in = Unpooled.copiedBuffer(head, ISO_8859_1);
    ResponseParser fresh = new ResponseParser(new HeadLimits(1024, 4096, 16));
    ProxyError[] error = new ProxyError[1];
    assertThatThrownBy(() -> fresh.parse(in, "GET"))
        .isInstanceOfSatisfying(
            FlawedMessageException.class, e -> error[0] = e.flaw().responseError());
    in.release();
    return error[0];
  }
}
