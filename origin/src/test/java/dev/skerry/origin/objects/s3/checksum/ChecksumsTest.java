package dev.skerry.origin.objects.s3.checksum;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Checksums, of octets and of parts. */
class ChecksumsTest {
  @ParameterizedTest
  @CsvSource({
    // the check values of the catalogues of cyclic redundancy checks, and of FIPS 180
    "CRC32, cbf43926",
    "CRC32C, e3069283",
    "CRC64NVME, ae8b14860a799888",
    "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
  })
  void theChecksumOfNineDigits(ChecksumAlgorithm algorithm, String expected) {
    RunningChecksum sum = algorithm.begin();
    byte[] digits = "123456789".getBytes(US_ASCII);
    sum.update(digits, 0, 4);
    sum.update(digits, 4, 5);
    assertThat(HexFormat.of().formatHex(sum.value())).isEqualTo(expected);
  }

  @Test
  void sixteenAtATimeAreAsOneByOne() {
    Random random = new Random(3);
    byte[] octets = new byte[5_000];
    random.nextBytes(octets);
    for (int round = 0; round < 200; round++) {
      int from = random.nextInt(100);
      int length = random.nextInt(octets.length - from);
      Crc64Nvme fast = new Crc64Nvme();
      fast.update(octets, from, length);
      Crc64Nvme slow = new Crc64Nvme();
      for (int i = from; i < from + length; i++) {
        slow.update(octets[i]);
      }
      assertThat(fast.getValue()).isEqualTo(slow.getValue());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
  void theChecksumOfAllIsThatOfItsParts(ChecksumAlgorithm algorithm) {
    Random random = new Random(5);
    byte[] all = new byte[100_000];
    random.nextBytes(all);
    List<PartChecksums.Part> parts = new ArrayList<>();
    for (int from = 0; from < all.length; ) {
      int length = Math.min(1 + random.nextInt(30_000), all.length - from);
      RunningChecksum sum = algorithm.begin();
      sum.update(all, from, length);
      parts.add(new PartChecksums.Part(sum.value(), length));
      from += length;
    }
    RunningChecksum whole = algorithm.begin();
    whole.update(all, 0, all.length);
    assertThat(PartChecksums.fullObject(algorithm, parts))
        .isEqualTo(Base64.getEncoder().encodeToString(whole.value()));
  }

  @Test
  void aCompositeChecksumIsOfTheChecksumsAndTellsHowMany() {
    byte[] one = {1, 2, 3, 4};
    byte[] two = {5, 6, 7, 8};
    RunningChecksum expected = ChecksumAlgorithm.CRC32.begin();
    expected.update(one, 0, 4);
    expected.update(two, 0, 4);
    List<PartChecksums.Part> parts =
        Arrays.asList(new PartChecksums.Part(one, 9), new PartChecksums.Part(two, 1));
    assertThat(PartChecksums.composite(ChecksumAlgorithm.CRC32, parts))
        .isEqualTo(Base64.getEncoder().encodeToString(expected.value()) + "-2");
  }

  @ParameterizedTest
  @CsvSource({
    "CRC32, AAAAAA==, true",
    "CRC32, AAAA, false",
    "CRC32, '', false",
    "CRC32, '????', false",
    "CRC64NVME, AAAAAAAAAAA=, true",
    "SHA1, AAAAAA==, false",
  })
  void aChecksumIsOfTheLengthOfItsAlgorithm(
      ChecksumAlgorithm algorithm, String sent, boolean valid) {
    assertThat(algorithm.decode(sent) != null).isEqualTo(valid);
  }
}
