package dev.skerry.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
  private final StringBuilder content = new StringBuilder();
  private final AnswerReader reader =
      new AnswerReader(
          (bytes, offset) -> {
            assertThat(offset).isEqualTo(content.length());
            content.append(bytes.toString(StandardCharsets.US_ASCII));
          });

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void anAnswerMayComeInPiecesOfAnySize(int piece) {
    assertThat(read("HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 5\r\n\r\nhello", piece))
        .isTrue();
    assertThat(reader.status()).isEqualTo(200);
    assertThat(reader.length()).isEqualTo(5);
    assertThat(content).hasToString("hello");
    assertThat(reader.connectionStays()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 1000})
  void chunksAreContentWithoutTheirSizes(int piece) {
    String text =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "3;a=b\r\nhel\r\nA\r\nlo, world.\r\n0\r\nTrailer: x\r\n\r\n";
    assertThat(read(text, piece)).isTrue();
    assertThat(content).hasToString("hello, world.");
  }

  @Test
  void interimAnswersAndThoseWithoutContentEndWithTheirHead() {
    assertThat(read("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 1000)).isFalse();
    assertThat(read("HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n", 1000)).isTrue();
    assertThat(reader.status()).isEqualTo(304);
    assertThat(reader.length()).isZero();
  }

  @Test
  void whatFollowsAnAnswerIsTheNextOne() {
    ByteBuf in =
        Unpooled.copiedBuffer(
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                + "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx",
            StandardCharsets.US_ASCII);
    try {
      assertThat(reader.read(in)).isTrue();
      assertThat(reader.status()).isEqualTo(200);
      reader.next();
      assertThat(reader.read(in)).isTrue();
      assertThat(reader.status()).isEqualTo(404);
      assertThat(reader.connectionStays()).isFalse();
    } finally {
      in.release();
    }
  }

  @Test
  void withoutALengthTheAnswerEndsWithTheConnection() {
    assertThat(read("HTTP/1.1 200 OK\r\n\r\nsome", 1000)).isFalse();
    assertThat(reader.endsWithConnection()).isTrue();
    assertThat(reader.length()).isEqualTo(4);
  }

  @Test
  void whatIsNotHttpIsRefused() {
    assertThatThrownBy(() -> read("SSH-2.0-OpenSSH_9\r\n", 1000))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Feeds the text as a connection does; true when an answer is complete at its end. */
  private boolean read(String text, int piece) {
    ByteBuf in = Unpooled.buffer();
    try {
      boolean complete = false;
      for (int at = 0; at < text.length(); at += piece) {
        String part = text.substring(at, Math.min(text.length(), at + piece));
        in.writeBytes(part.getBytes(StandardCharsets.US_ASCII));
        complete = reader.read(in);
      }
      return complete;
    } finally {
      in.release();
    }
  }
}
