package dev.skerry.edge.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

class RequestFieldsTest {
  @Test
  void namesBecomeTheConstantsWithoutMakingStrings() {
    Fields fields = parse("ACCEPT-Encoding: gzip", "cookie: a", "X-Own: b").fields();
    assertThat(fields.name(0)).isSameAs(FieldNames.ACCEPT_ENCODING);
    assertThat(fields.name(1)).isSameAs(FieldNames.COOKIE);
    assertThat(fields.name(2)).isEqualTo("x-own");
  }

  @Test
  void everyConstantIsKnownToTheParsers() throws Exception {
    for (Field constant : FieldNames.class.getFields()) {
      if (Modifier.isStatic(constant.getModifiers())) {
        String name = String.valueOf(constant.get(null));
        assertThat(KnownNames.find(name)).as(name).isNotNegative();
        assertThat(KnownNames.name(KnownNames.find(name))).isSameAs(name);
      }
    }
  }

  @Test
  void fieldsOfTheConnectionAreTakenOut() {
    Request request =
        parse(
            "Connection: keep-alive, X-Hop",
            "Keep-Alive: timeout=5",
            "Proxy-Connection: keep-alive",
            "X-Hop: 1",
            "TE: gzip;q=0.5, trailers",
            "HTTP2-Settings: x",
            "X-End: 2");
    assertThat(request.fields()).isEqualTo(Fields.of("te", "trailers", "x-end", "2"));
  }

  @Test
  void teWithoutTrailersIsTakenOut() {
    assertThat(parse("Connection: TE", "TE: gzip").fields().isEmpty()).isTrue();
  }

  @Test
  void fieldsForAllRecipientsCannotBeTakenOut() {
    Request request =
        parse(
            "Connection: Authorization, Cookie, Cache-Control, X-Forwarded-For, Host, Range",
            "Authorization: x",
            "Cookie: y",
            "Cache-Control: no-store",
            "Range: bytes=0-1",
            "X-Forwarded-For: 1.2.3.4");
    assertThat(request.fields().size()).isEqualTo(5);
    assertThat(request.authority()).isEqualTo("a");
  }

  @Test
  void anUpgradeNeedsItsConnectionOption() {
    assertThat(parse("Upgrade: websocket").upgrade()).isNull();
    assertThat(parse("Connection: Upgrade", "Upgrade: websocket").upgrade()).isEqualTo("websocket");
    assertThat(parse("Connection: upgrade, x", "Upgrade: a", "Upgrade: h2c, b/1").upgrade())
        .isEqualTo("a, b/1");
    assertThat(parse("Connection: upgrade, http2-settings", "Upgrade: h2c").upgrade()).isNull();
    assertThat(parse("Connection: upgrade", "Upgrade: websocket").fields().isEmpty()).isTrue();
  }

  @Test
  void lengthsAreBroughtToOneForm() {
    ParsedRequest parsed =
        ParsedRequest.of(
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 002\r\n\r\nhi".getBytes(ISO_8859_1), 99);
    assertThat(parsed.request().fields()).isEqualTo(Fields.of("content-length", "2"));
  }

  @Test
  void persistenceFollowsVersionAndConnection() {
    assertThat(persistent("GET / HTTP/1.1\r\nHost: a\r\n\r\n")).isTrue();
    assertThat(persistent("GET / HTTP/1.1\r\nHost: a\r\nConnection: CLOSE\r\n\r\n")).isFalse();
    assertThat(persistent("GET / HTTP/1.1\r\nHost: a\r\nConnection: close, keep-alive\r\n\r\n"))
        .isFalse();
    assertThat(persistent("GET / HTTP/1.0\r\nHost: a\r\n\r\n")).isFalse();
    assertThat(persistent("GET / HTTP/1.0\r\nHost: a\r\nConnection: Keep-Alive\r\n\r\n")).isTrue();
  }

  @Test
  void trailersHoldNothingThatFramesRoutesOrAuthenticates() {
    String request =
        String.join(
            "\r\n",
            "POST / HTTP/1.1",
            "Host: a",
            "Transfer-Encoding: chunked",
            "",
            "0",
            "X-Sum: 1",
            "Host: b",
            "Content-Length: 9",
            "Authorization: x",
            "Connection: x-sum",
            "Set-Cookie: a=b",
            "Digest: y",
            "",
            "");
    assertThat(ParsedRequest.of(request.getBytes(ISO_8859_1), 5).trailers())
        .isEqualTo(Fields.of("x-sum", "1", "digest", "y"));
  }

  private static boolean persistent(String request) {
    return ParsedRequest.of(request.getBytes(ISO_8859_1), 99).persistent();
  }

  private static Request parse(String... lines) {
    String head = "GET / HTTP/1.1\r\nHost: a\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
    return ParsedRequest.of(head.getBytes(ISO_8859_1), Integer.MAX_VALUE).request();
  }
}
