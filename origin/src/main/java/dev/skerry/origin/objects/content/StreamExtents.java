package dev.skerry.origin.objects.content;

import dev.skerry.origin.objects.content.ContentException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is read from a stream, some at a time. Owns the stream. */
final class StreamExtents implements PlaceExtents {
  private static final int PIECE_BYTES = 64 << 10;

  private final InputStream in;
  private long left;

  /** So many octets of a stream, which has to have them. */
  StreamExtents(InputStream in, long count) {
    this.in = in;
    this.left = count;
  }

  @Override
  public @Nullable Extent next() {
    if (left == 0) {
      return null;
    }
    int wanted = (int) Math.min(left, PIECE_BYTES);
    byte[] piece = read(in, wanted);
    if (piece.length < wanted) {
      throw new ContentException(Kind.DAMAGED, "a content is shorter than its row says");
    }
    left -= wanted;
    return new Extent.OfOctets(ByteBuffer.wrap(piece));
  }

  /** So many octets, or fewer at the end. */
  static byte[] read(InputStream in, int count) {
    byte[] octets = new byte[count];
    try {
      // In one piece where it can be: each may be asked of another service.
      int n = in.readNBytes(octets, 0, count);
      return n < count ? Arrays.copyOf(octets, n) : octets;
    } catch (IOException e) {
      throw new ContentException(Kind.DAMAGED, "a content cannot be read: " + e, e);
    }
  }

  @Override
  public void close() {
    close(in);
  }

  static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      // What was read only has nothing to lose.
    }
  }
}
