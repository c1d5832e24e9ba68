package dev.skerry.origin.objects.content;

import dev.skerry.origin.objects.content.ContentException.Kind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory for pieces of contents on their way into a bucket: a bounded number of long ones, for
 * which some of those wait that come too many. Any thread.
 */
final class PieceBuffers {
  /** Octets of a piece: the least that S3 takes for a part, so that memory is for many. */
  static final int PIECE_BYTES = 5 << 20;

  /** Contents up to so many octets have memory without asking: calls are bounded, too. */
  static final int SHORT_BYTES = 128 << 10;

  private static final int FEWEST = 4;
  private static final int MOST = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** So many wait at once, each of whom has a place of a call. */
  private static final int WAITING = 256;

  private final Semaphore free;
  private final Semaphore waiting;

  /** An eighth of the memory that there is, at most. */
  PieceBuffers() {
    long fit = Runtime.getRuntime().maxMemory() / 8 / PIECE_BYTES;
    this(Math.clamp(fit, FEWEST, MOST), WAITING);
  }

  /** So many pieces, and so many who may wait for one. */
  PieceBuffers(int pieces, int waiting) {
    this.free = new Semaphore(pieces);
    this.waiting = new Semaphore(waiting);
  }

  /**
   * Memory for one piece, to be given back.
   *
   * @throws ContentException BUSY when none is free for long, or too many wait for one
   */
  byte[] take() {
    if (!free.tryAcquire() && !await()) {
      throw new ContentException(Kind.BUSY, "too many contents are on their way");
    }
    return new byte[PIECE_BYTES];
  }

  private boolean await() {
    if (!waiting.tryAcquire()) {
      return false;
    }
    try {
      return free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.release();
    }
  }

  void giveBack() {
    free.release();
  }
}
