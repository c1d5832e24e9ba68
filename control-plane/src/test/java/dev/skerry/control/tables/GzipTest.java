package dev.skerry.control.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content in the coding gzip, whoever made it. */
class GzipTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8191, 8192, 8193, 100_000})
  void whatWasEncodedIsDecoded(int length) {
    byte[] octets = new byte[length];
    new Random(length).nextBytes(octets);
    assertThat(Gzip.decode(Gzip.encode(octets), length)).isEqualTo(octets);
    if (length > 0) {
      assertThat(Gzip.decode(Gzip.encode(octets), length - 1)).isNull();
    }
  }

  @Test
  void membersFollowEachOtherHoweverMany() {
    byte[] empty = Gzip.encode(new byte[0]);
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    many.writeBytes(Gzip.encode("a".getBytes(UTF_8)));
    for (int i = 0; i < 100_000; i++) {
      many.writeBytes(empty);
    }
    many.writeBytes(Gzip.encode("b".getBytes(UTF_8)));
    assertThat(Gzip.decode(many.toByteArray(), 2)).isEqualTo("ab".getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    // flags of the header | what they say is behind it
    "00, ''",
    "04, 0200AAAA",
    "08, 6100",
    "10, 6200",
    "02, 1234",
    "1e, 0100AA610062001234",
  })
  void whateverHeadersSayIsPassedOver(String flags, String behind) {
    String member = HexFormat.of().formatHex(Gzip.encode("{}".getBytes(UTF_8)));
    String coded = member.substring(0, 6) + flags + member.substring(8, 20);
    byte[] octets = HexFormat.of().parseHex(coded + behind + member.substring(20));
    assertThat(Gzip.decode(octets, 2)).isEqualTo("{}".getBytes(UTF_8));
  }

  @Test
  void whatIsCutOrChangedIsRefused() {
    byte[] coded = Gzip.encode("{\"TableName\":\"t\"}".getBytes(UTF_8));
    for (int length = 0; length < coded.length; length++) {
      assertThat(Gzip.decode(Arrays.copyOf(coded, length), 1_000)).as("of %d", length).isNull();
    }
    for (int place : new int[] {0, 1, 2, coded.length - 8, coded.length - 1}) {
      byte[] changed = coded.clone();
      changed[place] ^= 1;
      assertThat(Gzip.decode(changed, 1_000)).as("at %d", place).isNull();
    }
    assertThat(Gzip.decode(Arrays.copyOf(coded, coded.length + 1), 1_000)).isNull();
  }
}
