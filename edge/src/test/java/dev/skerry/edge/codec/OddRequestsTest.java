package dev.skerry.edge.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OddRequestsTest {
  static List<OddRequests.Line> malformed() {
    return OddRequests.malformed();
  }

  static List<OddRequests.Line> wellFormed() {
    return OddRequests.wellFormed();
  }

  @Test
  void theTableIsLongEnough() {
    assertThat(malformed()).hasSizeGreaterThan(150).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void aMalformedRequestIsRefused(OddRequests.Line line) {
    assertThatThrownBy(() -> ParsedRequest.of(line.octets(), Integer.MAX_VALUE))
        .isInstanceOfSatisfying(
            FlawedMessageException.class,
            e -> {
              assertThat(e.flaw().token()).isEqualTo(line.expected().get(1));
              assertThat(Integer.toString(e.flaw().status())).isEqualTo(line.expected().getFirst());
            });
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void aMalformedRequestIsRefusedForTheSameReasonOctetByOctet(OddRequests.Line line) {
    byte[] octets = line.octets();
    int piece = octets.length > 4000 ? 997 : 1;
    assertThatThrownBy(() -> ParsedRequest.of(octets, piece))
        .isInstanceOfSatisfying(
            FlawedMessageException.class,
            e -> assertThat(e.flaw().token()).isEqualTo(line.expected().get(1)));
  }

  @ParameterizedTest
  @MethodSource("wellFormed")
  void aWellFormedRequestIsTaken(OddRequests.Line line) {
    byte[] octets = line.octets();
    ParsedRequest whole = ParsedRequest.of(octets, Integer.MAX_VALUE);
    assertThat(whole.request().method()).isEqualTo(expected(line, 0));
    assertThat(whole.request().authority()).isEqualTo(expected(line, 1));
    assertThat(whole.request().path()).isEqualTo(expected(line, 2));
    String query = whole.request().query();
    assertThat(query == null ? "" : query).isEqualTo(expected(line, 3).replace("\\\\", "\\"));
    assertThat(whole.content()).isEqualTo(expected(line, 4));
    int step = octets.length > 4000 ? 997 : 1;
    for (int split = 1; split < octets.length; split += step) {
      ParsedRequest parts = ParsedRequest.inTwo(octets, split);
      assertThat(parts.toString()).as("split at %d", split).isEqualTo(whole.toString());
    }
  }

  @Test
  void theNextRequestIsLeftInTheBuffer() {
    ByteBuf in =
        Unpooled.copiedBuffer(
            "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\nGET", ISO_8859_1);
    RequestParser parser = new RequestParser(HeadLimits.DEFAULT, false);
    assertThat(parser.parse(in)).hasToString("GET http://a/1");
    assertThat(parser.parse(in)).hasToString("GET http://a/2");
    assertThat(parser.parse(in)).isNull();
    assertThat(in.readableBytes()).isEqualTo(3);
    in.release();
  }

  private static String expected(OddRequests.Line line, int i) {
    String text = line.expected().get(i);
    return text.equals("-") ? "" : text;
  }
}
