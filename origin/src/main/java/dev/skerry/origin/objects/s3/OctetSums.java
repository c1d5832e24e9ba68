package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.content.Extent;
import dev.skerry.origin.objects.content.Extents;
import dev.skerry.origin.objects.content.OpenContent;
import dev.skerry.origin.objects.content.Sealing;
import dev.skerry.origin.objects.s3.checksum.ChecksumAlgorithm;
import dev.skerry.origin.objects.s3.checksum.RunningChecksum;
import dev.skerry.origin.objects.s3.head.ByteRange.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The sums of octets that are in the store already, read for them.
 *
 * @param etag in lower-case hexadecimal
 * @param checksum in Base64; null where none is wanted
 */
record OctetSums(String etag, @Nullable String checksum) {
  private static final int PIECE_BYTES = 64 << 10;

  /**
   * The sums of a part of a content.
   *
   * @param wanted of which a checksum is; null for none
   */
  static OctetSums of(
      OpenContent content, Span span, Sealing sealing, @Nullable ChecksumAlgorithm wanted)
      throws IOException {
    RunningChecksum md5 = RunningChecksum.of("MD5");
    RunningChecksum sum = wanted == null ? null : wanted.begin();
    try (Extents extents = content.range(span.offset(), span.length(), sealing)) {
      for (Extent next = extents.next(); next != null; next = extents.next()) {
        try (Extent extent = next) {
          add(extent, md5, sum);
        }
      }
    }
    return new OctetSums(
        HexFormat.of().formatHex(md5.value()),
        sum == null ? null : Base64.getEncoder().encodeToString(sum.value()));
  }

  private static void add(Extent extent, RunningChecksum md5, @Nullable RunningChecksum sum)
      throws IOException {
    byte[] piece = new byte[Math.clamp(extent.length(), 1, PIECE_BYTES)];
    switch (extent) {
      case Extent.OfOctets(ByteBuffer octets) -> {
        ByteBuffer rest = octets.duplicate();
        while (rest.hasRemaining()) {
          int n = Math.min(piece.length, rest.remaining());
          rest.get(piece, 0, n);
          add(piece, n, md5, sum);
        }
      }
      case Extent.OfFile(FileChannel channel, long position, long length) -> {
        for (long done = 0; done < length; ) {
          int most = (int) Math.min(piece.length, length - done);
          int n = channel.read(ByteBuffer.wrap(piece, 0, most), position + done);
          if (n <= 0) {
            throw new IOException("a content's file is shorter than its row says");
          }
          add(piece, n, md5, sum);
          done += n;
        }
      }
    }
  }

  private static void add(byte[] piece, int n, RunningChecksum md5, @Nullable RunningChecksum sum) {
    md5.update(piece, 0, n);
    if (sum != null) {
      sum.update(piece, 0, n);
    }
  }
}
