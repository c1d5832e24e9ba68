package dev.skerry.origin.objects.content;

import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A part of an encrypted content, segment by segment. Owns the stream. */
final class SealedExtents implements PlaceExtents {
  private final InputStream in;
  private final Segments segments;
  private final long length;
  private final long end;
  private long at;

  /**
   * The octets of a content of a length from an offset on.
   *
   * @param in from {@link #start} on
   */
  SealedExtents(InputStream in, Segments segments, long length, long offset, long count) {
    this.in = in;
    this.segments = segments;
    this.length = length;
    this.at = offset;
    this.end = offset + count;
  }

  /** Where in what is kept the segment begins that has an octet. */
  static long start(long offset) {
    return offset / Segments.PLAIN * Segments.SEALED;
  }

  /** How much of what is kept has to be read for octets from an offset on. */
  static long span(long offset, long count) {
    return (offset + count - 1) / Segments.PLAIN * Segments.SEALED
        + Segments.SEALED
        - start(offset);
  }

  @Override
  public @Nullable Extent next() {
    if (at >= end) {
      return null;
    }
    long number = at / Segments.PLAIN;
    long start = number * Segments.PLAIN;
    boolean last = start + Segments.PLAIN >= length;
    byte[] sealed = StreamExtents.read(in, Segments.SEALED);
    byte[] plain = segments.open(number, last, sealed, 0, sealed.length);
    int from = (int) (at - start);
    int count = (int) Math.min(plain.length - from, end - at);
    at += count;
    return new Extent.OfOctets(ByteBuffer.wrap(plain, from, count));
  }

  @Override
  public void close() {
    StreamExtents.close(in);
  }
}
