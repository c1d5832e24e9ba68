package dev.skerry.edge.disk;

import dev.skerry.edge.cache.Content;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Verifies a body chunk by chunk, and lets each be read once it proved to be what was written; who
 * reads it meanwhile finds it in the system's page cache. Used by one thread at a time.
 *
 * <p>Holds a reference of the content, and through it of the segment, until it is over.
 */
final class BodyCheck {
  private static final ProxyError GIVEN_UP =
      ProxyError.of(ProxyError.Type.PROXY_INTERNAL_ERROR, "the check was given up");

  private static final ThreadLocal<ByteBuffer> CHUNK =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(ChunkSums.CHUNK_BYTES));

  private final SegmentFile file;
  private final long start;
  private final ByteBuffer sums;
  private final Content content;
  private final Fields trailers;
  private final Runnable damaged;
  private long verified;
  private boolean over;

  /**
   * Begins a check.
   *
   * @param damaged told, before the content fails, that a chunk is not as it was written
   */
  BodyCheck(
      SegmentFile file,
      long start,
      ByteBuffer sums,
      Content content,
      Fields trailers,
      Runnable damaged) {
    this.file = file;
    this.start = start;
    this.sums = sums;
    this.content = content;
    this.trailers = trailers;
    this.damaged = damaged;
    content.retain();
  }

  /** Verifies the next chunk; false if it is damaged. */
  boolean next() {
    long left = content.length() - verified;
    ByteBuffer chunk = CHUNK.get().clear().limit((int) Math.min(left, ChunkSums.CHUNK_BYTES));
    try {
      file.read(chunk, start + verified);
      if (!ChunkSums.isIntact(chunk.flip(), sums.getInt())) {
        return fail("the content on the disk is damaged");
      }
    } catch (IOException e) {
      return fail("the content cannot be read from the disk");
    }
    verified += chunk.limit();
    content.reached(verified);
    if (verified == content.length()) {
      content.complete(trailers);
      content.giveBackReservation();
      end();
    }
    return true;
  }

  private boolean fail(String why) {
    damaged.run();
    content.fail(ProxyError.of(ProxyError.Type.PROXY_INTERNAL_ERROR, why));
    end();
    return false;
  }

  /** Gives the check up if nobody but itself holds the content; whether that was so. */
  boolean giveUpIfUnwanted() {
    boolean unwanted = content.failIfUnheld(GIVEN_UP);
    if (unwanted) {
      end();
    }
    return unwanted;
  }

  /** Gives the check up, as nobody can go on with it. */
  void giveUp() {
    if (!over) {
      content.fail(GIVEN_UP);
      end();
    }
  }

  private void end() {
    over = true;
    content.release();
  }

  /** Whether there is nothing more to verify. */
  boolean isOver() {
    return over;
  }
}
