package dev.skerry.origin.objects.s3.chunked;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.objects.s3.error.S3Exception;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Content in chunks that are not signed. */
class AwsChunkedTest {
  private static final String SUM = "x-amz-checksum-crc32";
  private static final String PLAIN =
      "5\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        PLAIN,
        "b\r\nhello world\r\n0\r\nX-Amz-Checksum-Crc32: DUoRhQ== \r\n\r\n",
        "B;x=y\r\nhello world\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n",
        "b\nhello world\n0\nx-amz-checksum-crc32:DUoRhQ==\n\n",
        "b\r\nhello world\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n\r\n",
      })
  void chunksAndTheirTrailer(String sent) throws IOException {
    for (int piece : new int[] {1, 3, 100}) {
      AwsChunked in = chunked(sent, piece, true);
      assertThat(new String(in.readAllBytes(), ISO_8859_1)).isEqualTo("hello world");
      assertThat(in.trailers().first(SUM)).isEqualTo("DUoRhQ==");
    }
  }

  @Test
  void contentWithoutATrailer() throws IOException {
    AwsChunked in = chunked("b\r\nhello world\r\n0\r\n\r\n", 7, false);
    assertThat(in.readAllBytes()).hasSize(11);
    assertThat(in.read()).isEqualTo(-1);
    assertThat(in.trailers().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "b",
        "b\r\nhello",
        "b\r\nhello world",
        "b\r\nhello world\r\n",
        "b\r\nhello worlds\r\n0\r\n\r\n",
        "x\r\nhello world\r\n0\r\n\r\n",
        "-1\r\nhello world\r\n0\r\n\r\n",
        "\r\nhello world\r\n0\r\n\r\n",
        "fffffffffff\r\nhello world\r\n0\r\n\r\n",
        "b\r\nhello world\r\n0\r\nx-amz-other:1\r\n\r\n",
        "b\r\nhello world\r\n0\r\nno field\r\n\r\n",
        "b\r\nhello world\r\n0\r\n\r\nmore",
      })
  void whatIsNotInChunksIsRefused(String sent) {
    assertThatThrownBy(() -> chunked(sent, 5, true).readAllBytes()).isInstanceOf(S3Exception.class);
  }

  @Test
  void damagedContentIsReadOrRefusedAndNothingElse() throws IOException {
    long seed = 11;
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder damaged = new StringBuilder(PLAIN);
      for (int i = random.nextInt(4); i >= 0; i--) {
        int at = random.nextInt(damaged.length());
        switch (random.nextInt(3)) {
          case 0 -> damaged.setCharAt(at, (char) random.nextInt(256));
          case 1 -> damaged.deleteCharAt(at);
          default -> damaged.insert(at, PLAIN.charAt(random.nextInt(PLAIN.length())));
        }
      }
      try {
        byte[] read = chunked(damaged.toString(), 1 + random.nextInt(20), true).readAllBytes();
        assertThat(read.length).as("seed %d", seed).isLessThanOrEqualTo(damaged.length());
      } catch (S3Exception e) {
        assertThat(e.error().status()).as("seed %d", seed).isEqualTo(400);
      }
    }
  }

  private static AwsChunked chunked(String sent, int piece, boolean trailer) {
    InputStream octets = new ByteArrayInputStream(sent.getBytes(ISO_8859_1));
    InputStream in =
        new InputStream() {
          @Override
          public int read() throws IOException {
            return octets.read();
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return octets.read(into, offset, Math.min(piece, length));
          }
        };
    return new AwsChunked(in, new AwsChunked.Framing(trailer, Set.of(SUM)), null);
  }
}
