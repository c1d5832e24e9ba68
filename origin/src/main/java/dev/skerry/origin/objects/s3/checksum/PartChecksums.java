package dev.skerry.origin.objects.s3.checksum;

import java.util.Base64;
import java.util.List;

/** The checksum of an object of several parts, out of those of its parts. */
public final class PartChecksums {
  private static final long CRC32_REFLECTED = 0xEDB88320L;
  private static final long CRC32C_REFLECTED = 0x82F63B78L;

  private PartChecksums() {}

  /**
   * A part.
   *
   * @param checksum its octets
   * @param length of the part, in bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  public record Part(byte[] checksum, long length) {}

  /** The checksum of all octets, in Base64. */
  public static String fullObject(ChecksumAlgorithm algorithm, List<Part> parts) {
    long all = number(parts.getFirst().checksum);
    CrcCombination combination = combination(algorithm);
    for (Part part : parts.subList(1, parts.size())) {
      all = combination.combined(all, number(part.checksum), part.length);
    }
    byte[] octets = RunningChecksum.octets(all, parts.getFirst().checksum.length);
    return Base64.getEncoder().encodeToString(octets);
  }

  private static CrcCombination combination(ChecksumAlgorithm algorithm) {
    return switch (algorithm) {
      case CRC32 -> new CrcCombination(CRC32_REFLECTED, Integer.SIZE);
      case CRC32C -> new CrcCombination(CRC32C_REFLECTED, Integer.SIZE);
      case CRC64NVME -> new CrcCombination(Crc64Nvme.REFLECTED, Long.SIZE);
      case SHA1, SHA256 ->
          throw new IllegalArgumentException(algorithm + " of parts says nothing of the whole");
    };
  }

  /** The checksum of the parts' checksums, in Base64, a hyphen and how many there are. */
  public static String composite(ChecksumAlgorithm algorithm, List<Part> parts) {
    RunningChecksum all = algorithm.begin();
    for (Part part : parts) {
      all.update(part.checksum, 0, part.checksum.length);
    }
    return Base64.getEncoder().encodeToString(all.value()) + '-' + parts.size();
  }

  private static long number(byte[] octets) {
    long number = 0;
    for (byte octet : octets) {
      number = number << 8 | (octet & 0xFF);
    }
    return number;
  }
}
