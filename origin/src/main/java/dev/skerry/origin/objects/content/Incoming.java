package dev.skerry.origin.objects.content;

import dev.skerry.origin.objects.content.ContentRow.Inline;
import dev.skerry.origin.objects.content.ContentRow.Kept;
import dev.skerry.origin.objects.content.ContentRow.Seal;
import dev.skerry.origin.objects.row.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A content that is being received: takes pieces, and holds at most {@value Segments#PLAIN} octets
 * of them in memory, and as many encrypted, beside what its depot does. To be closed, which removes
 * what was not finished. Used by one thread at a time.
 *
 * <p>Throws {@link ContentException} FULL, FAILED, BUSY or UNREACHABLE when the depot does; all
 * that is left to do then is to close it.
 */
public final class Incoming implements AutoCloseable {
  private static final int FIRST_BYTES = 4 << 10;
  private static final int BUFFER_BYTES = Segments.PLAIN;

  private final ContentId id;
  private final Depot depot;
  private final int inlineBytes;
  private final @Nullable Segments segments;
  private final Seal seal;
  private final CRC32C checksum = new CRC32C();

  private byte[] buffer = new byte[FIRST_BYTES];
  private int filled;
  private long length;
  private long segment;
  private @Nullable Deposit deposit;
  private boolean ended;

  Incoming(ContentId id, Depot depot, int inlineBytes, Segments.@Nullable Begun encryption) {
    this.id = id;
    this.depot = depot;
    this.inlineBytes = inlineBytes;
    this.segments = encryption == null ? null : encryption.segments();
    this.seal = encryption == null ? Seal.NONE : encryption.seal();
  }

  /** Appends octets. */
  public void write(byte[] octets, int from, int count) {
    write(ByteBuffer.wrap(octets, from, count));
  }

  /** Appends what remains of a buffer. */
  public void write(ByteBuffer piece) {
    if (ended) {
      throw new IllegalStateException("the content is finished");
    }
    length += piece.remaining();
    try {
      while (piece.hasRemaining()) {
        take(piece);
      }
    } catch (IOException e) {
      throw ContentFiles.failed(e);
    }
  }

  private void take(ByteBuffer piece) throws IOException {
    if (filled == BUFFER_BYTES) {
      flush(false);
    }
    if (filled == 0 && segments == null && piece.remaining() >= BUFFER_BYTES) {
      store(piece);
      return;
    }
    int count = Math.min(piece.remaining(), BUFFER_BYTES - filled);
    if (count > buffer.length - filled) {
      int larger = Math.max(2 * buffer.length, filled + count);
      buffer = Arrays.copyOf(buffer, Math.min(larger, BUFFER_BYTES));
    }
    piece.get(buffer, filled, count);
    filled += count;
  }

  /** Writes what is in the buffer; encrypted, as a segment. */
  private void flush(boolean last) throws IOException {
    if (segments == null) {
      store(ByteBuffer.wrap(buffer, 0, filled));
    } else {
      store(ByteBuffer.wrap(segments.seal(segment++, last, buffer, filled)));
    }
    filled = 0;
  }

  private void store(ByteBuffer octets) throws IOException {
    if (deposit == null) {
      deposit = depot.begin(id);
    }
    checksum.update(octets.duplicate());
    deposit.write(octets);
  }

  /** How many octets were taken so far. */
  public long length() {
    return length;
  }

  /**
   * Ends it: on stable storage when this returns, if it is not so small that it will be in its row.
   *
   * @return to be closed
   */
  public Received finish() {
    ended = true;
    try {
      return length <= inlineBytes && deposit == null ? small() : large();
    } catch (IOException e) {
      throw ContentFiles.failed(e);
    }
  }

  private Received small() {
    byte[] octets =
        segments == null
            ? Arrays.copyOf(buffer, filled)
            : segments.seal(segment, true, buffer, filled);
    return new Received(
        id, new ContentRow(0, length, seal, new Inline(Octets.owning(octets))), null);
  }

  private Received large() throws IOException {
    if (filled > 0 || segments != null || deposit == null) {
      flush(true);
    }
    Kept place = Objects.requireNonNull(deposit).finish((int) checksum.getValue());
    return new Received(id, new ContentRow(0, length, seal, place), depot);
  }

  /** Removes what was not finished. */
  @Override
  public void close() {
    ended = true;
    if (deposit != null) {
      deposit.close();
    }
  }
}
