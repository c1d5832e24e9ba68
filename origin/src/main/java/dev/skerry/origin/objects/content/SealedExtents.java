package dev.skerry.origin.objects.content;

import dev.skerry.origin.objects.content.ContentException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** A part of an encrypted file, segment by segment. Owns the file. Used by one thread at a time. */
final class SealedExtents implements AutoCloseable {
  private final FileChannel channel;
  private final Segments segments;
  private final long length;
  private final long end;
  private final byte[] sealed = new byte[Segments.SEALED];
  private long at;

  /** The octets of a content of a length from an offset on. */
  SealedExtents(FileChannel channel, Segments segments, long length, long offset, long count) {
    this.channel = channel;
    this.segments = segments;
    this.length = length;
    this.at = offset;
    this.end = offset + count;
  }

  /** The next of them, or null at the end. */
  @Nullable Extent next() {
    if (at >= end) {
      return null;
    }
    long number = at / Segments.PLAIN;
    long start = number * Segments.PLAIN;
    boolean last = start + Segments.PLAIN >= length;
    byte[] plain = segments.open(number, last, sealed, 0, read(number));
    int from = (int) (at - start);
    int count = (int) Math.min(plain.length - from, end - at);
    at += count;
    return new Extent.OfOctets(ByteBuffer.wrap(plain, from, count));
  }

  private int read(long number) {
    ByteBuffer buffer = ByteBuffer.wrap(sealed);
    try {
      while (buffer.hasRemaining()) {
        long position = number * Segments.SEALED + buffer.position();
        if (channel.read(buffer, position) < 0) {
          break;
        }
      }
      return buffer.position();
    } catch (IOException e) {
      throw new ContentException(Kind.DAMAGED, "a content cannot be read: " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // A file that was read only has nothing to lose.
    }
  }
}
