package dev.skerry.control.api;

import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The content of one call between the event loop that takes it and the thread that reads it, in
 * memory that grows with what has come, and not with what was announced.
 *
 * <p>A ring, without a lock: the event loop alone moves {@code written} and exchanges the octets,
 * the reader alone moves {@code read}. The octets at a position are at its remainder by the ring's
 * length. A reader that looks at {@code written} first finds in whatever ring it then sees all that
 * was written up to there: a new one begins with a copy, and an old one is not written to any more.
 * What is held back by a full ring is asked for again by the reader, under {@code wanted}.
 */
final class ReceivedContent implements CallContent {
  /**
   * So much waits for a reader at most, beside one read of the socket. No more is asked for when it
   * is three quarters full, and more is at a quarter: so turns of the event loop are few.
   */
  static final int WINDOW_BYTES = 256 << 10;

  /** So much is believed without having come; most content is less, and so never copied. */
  static final int BELIEVED_BYTES = 64 << 10;

  private static final byte[] NONE = {};
  private static final int FIRST_BYTES = 4 << 10;

  private final Uploads uploads;
  private final InetAddress peer;
  private final Bounds bounds;
  private final Runnable ask;

  /** Whether the reader has to ask before more comes. */
  private final AtomicBoolean held = new AtomicBoolean(true);

  private final AtomicBoolean released = new AtomicBoolean();
  private volatile byte[] octets = NONE;
  private volatile long written;
  private volatile long read;
  private volatile Fields trailers = Fields.EMPTY;
  private volatile boolean complete;
  private volatile boolean lost;
  private volatile @Nullable Obstacle why;
  private volatile @Nullable Thread reader;

  /** What {@link #whole} has given. */
  private byte @Nullable [] whole;

  /** How it went to take a piece. */
  enum Taken {
    YES,
    /** It was taken, and so much waits that no more should come. */
    FULL,
    TOO_LARGE,
    NO_MEMORY
  }

  /**
   * What content may be.
   *
   * @param most bytes that it may have
   * @param waiting bytes that may wait for the reader
   * @param announced what was announced, -1 if nothing was
   */
  record Bounds(long most, long waiting, long announced) {}

  /**
   * Content of which nothing has come.
   *
   * @param ask has more delivered; called on the reader's thread
   */
  ReceivedContent(Uploads uploads, InetAddress peer, Bounds bounds, Runnable ask) {
    this.uploads = uploads;
    this.peer = peer;
    this.bounds = bounds;
    this.ask = ask;
  }

  /** Takes a piece, which stays the caller's to release; on the event loop. */
  Taken take(ByteBuf piece) {
    int length = piece.readableBytes();
    long end = written;
    if (length > bounds.most - end) {
      return Taken.TOO_LARGE;
    }
    int waiting = (int) (end - read);
    if (length > octets.length - waiting && !grow(waiting + length)) {
      return Taken.NO_MEMORY;
    }
    byte[] ring = octets;
    int at = ring.length == 0 ? 0 : (int) (end % ring.length);
    int first = Math.min(length, ring.length - at);
    piece.readBytes(ring, at, first);
    piece.readBytes(ring, 0, length - first);
    written = end + length;
    wake();
    return waiting + length > bounds.waiting / 4 * 3 ? Taken.FULL : Taken.YES;
  }

  private boolean grow(int needed) {
    byte[] before = octets;
    long wanted = Math.max(needed, before.length == 0 ? FIRST_BYTES : 2L * before.length);
    if (bounds.announced >= needed) {
      boolean believed = bounds.announced <= BELIEVED_BYTES;
      wanted = believed ? bounds.announced : Math.min(wanted, bounds.announced);
    }
    int length = (int) Math.max(needed, Math.min(wanted, Math.min(bounds.most, bounds.waiting)));
    if (!uploads.take(peer, length - before.length)) {
      return false;
    }
    byte[] ring = new byte[length];
    long end = written;
    for (long position = read; position < end; ) {
      int from = (int) (position % before.length);
      int to = (int) (position % length);
      int run = (int) Math.min(end - position, Math.min(before.length - from, ring.length - to));
      System.arraycopy(before, from, ring, to, run);
      position += run;
    }
    octets = ring;
    return true;
  }

  /**
   * Notes that no more comes until the reader asks; on the event loop.
   *
   * @return false if the reader has meanwhile taken so much that more may come at once
   */
  boolean hold() {
    held.set(true);
    return !isLow() || !held.compareAndSet(true, false);
  }

  /** Notes that more comes without being asked for; on the event loop, before any did. */
  void letCome() {
    held.set(false);
  }

  private boolean isLow() {
    return written - read <= bounds.waiting / 4;
  }

  /** How much has come, in bytes. */
  long size() {
    return written;
  }

  /** All has come: what it holds is the call's now, and no more its peer's; on the event loop. */
  void end(Fields section) {
    trailers = section;
    uploads.end(peer, octets.length); // before the reader may give it back
    complete = true;
    wake();
  }

  /** No more comes, for a reason that is null where the client has gone; on the event loop. */
  void lose(@Nullable Obstacle reason) {
    why = reason;
    lost = true;
    wake();
  }

  /** Whether all has come. */
  boolean isComplete() {
    return complete;
  }

  private void wake() {
    Thread waiting = reader;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
  }

  @Override
  public long announced() {
    return bounds.announced;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws LostContentException {
    long start = read;
    boolean all = complete;
    long end = written;
    while (end == start) {
      if (all) {
        return -1;
      }
      await(start);
      all = complete;
      end = written;
    }
    byte[] ring = octets;
    int n = (int) Math.min(length, end - start);
    int at = (int) (start % ring.length);
    int first = Math.min(n, ring.length - at);
    System.arraycopy(ring, at, into, offset, first);
    System.arraycopy(ring, 0, into, offset + first, n - first);
    read = start + n;
    if (!all && isLow()) {
      askFor();
    }
    return n;
  }

  private void await(long start) throws LostContentException {
    askFor();
    reader = Thread.currentThread();
    try {
      while (written == start && !complete && !lost) {
        LockSupport.park(this);
      }
    } finally {
      reader = null;
    }
    if (written == start && lost) {
      throw new LostContentException(why);
    }
  }

  private void askFor() {
    if (held.get() && held.compareAndSet(true, false)) {
      ask.run();
    }
  }

  @Override
  public Fields trailers() {
    return complete && read == written ? trailers : Fields.EMPTY;
  }

  @Override
  public byte[] whole() {
    byte[] all = whole;
    if (all == null) {
      if (!complete || read > 0) {
        throw new IllegalStateException("the content has not come whole, or was read already");
      }
      all = trimmed();
      whole = all;
    }
    return all;
  }

  /** All of it, which has come; it holds no more memory than that from now on. */
  private byte[] trimmed() {
    byte[] ring = octets;
    int spare = ring.length - (int) written;
    if (spare > 0) {
      octets = Arrays.copyOf(ring, (int) written);
      uploads.budget().give(spare);
    }
    return octets;
  }

  /** Gives the memory back, once, when nobody takes or reads it any more. */
  void release() {
    if (released.compareAndSet(false, true)) {
      if (!complete) {
        uploads.end(peer, octets.length);
      }
      uploads.budget().give(octets.length);
      octets = NONE;
    }
  }
}
