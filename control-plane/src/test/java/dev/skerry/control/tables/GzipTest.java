package dev.skerry.control.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.api.CallMemory;
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
    assertThat(decode(Gzip.encode(octets), length)).isEqualTo(octets);
    if (length > 0) {
      assertThat(whyNot(Gzip.encode(octets), length - 1)).isEqualTo(Decoded.Wrong.TOO_LONG);
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
    assertThat(decode(many.toByteArray(), 2)).isEqualTo("ab".getBytes(UTF_8));
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
    assertThat(decode(octets, 2)).isEqualTo("{}".getBytes(UTF_8));
  }

  @Test
  void whatIsCutOrChangedIsRefused() {
    byte[] coded = Gzip.encode("{\"TableName\":\"t\"}".getBytes(UTF_8));
    for (int length = 0; length < coded.length; length++) {
      assertThat(whyNot(Arrays.copyOf(coded, length), 1_000))
          .as("of %d", length)
          .isEqualTo(Decoded.Wrong.NOT_GZIP);
    }
    for (int place : new int[] {0, 1, 2, coded.length - 8, coded.length - 1}) {
      byte[] changed = coded.clone();
      changed[place] ^= 1;
      assertThat(whyNot(changed, 1_000)).as("at %d", place).isEqualTo(Decoded.Wrong.NOT_GZIP);
    }
    assertThat(whyNot(Arrays.copyOf(coded, coded.length + 1), 1_000))
        .isEqualTo(Decoded.Wrong.NOT_GZIP);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8191, 8192, 8193, 100_000, 5_000_000})
  void whatIsDecodedIsChargedBeforeItIsHeld(int length) {
    byte[] coded = Gzip.encode(new byte[length]);
    Limited enough = new Limited(3L * length + (16 << 10));
    assertThat(Gzip.decode(coded, length, enough)).isInstanceOf(Decoded.Octets.class);
    assertThat(enough.taken).as("once it is whole").isEqualTo(length);
    Limited scarce = new Limited(length - 1L);
    assertThat(Gzip.decode(coded, length, scarce)).isEqualTo(Decoded.Wrong.NO_MEMORY);
  }

  private static byte[] decode(byte[] coded, int most) {
    return ((Decoded.Octets) Gzip.decode(coded, most, new Limited(Long.MAX_VALUE))).octets();
  }

  private static Decoded whyNot(byte[] coded, int most) {
    return Gzip.decode(coded, most, new Limited(Long.MAX_VALUE));
  }

  /** So much memory. */
  private static final class Limited implements CallMemory {
    private final long most;
    private long taken;

    Limited(long most) {
      this.most = most;
    }

    @Override
    public boolean take(long bytes) {
      if (bytes > most - taken) {
        return false;
      }
      taken += bytes;
      return true;
    }

    @Override
    public void give(long bytes) {
      taken -= bytes;
    }
  }
}
