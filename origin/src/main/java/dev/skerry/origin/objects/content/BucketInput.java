package dev.skerry.origin.objects.content;

import dev.skerry.origin.objects.content.ContentException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;

/**
 * Octets of a content in a bucket, asked for piece by piece as they are read, so that whoever takes
 * its time holds a piece in memory at most, and no connection. The first pieces are short, for
 * those who read little. Where a piece cannot be had that is not the first, it is asked for some
 * more times, as the answer has begun; then, as for the first at once, ContentException UNREACHABLE
 * or BUSY, or DAMAGED where there is no such object. Used by one thread at a time.
 */
final class BucketInput extends InputStream {
  private static final int FIRST_BYTES = 256 << 10;
  private static final int MOST_BYTES = 2 << 20;
  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final byte[] NONE = {};

  private final BackingBucket bucket;
  private final ReadMemory memory;
  private final ContentId id;

  /** Of the next octet that is not here yet. */
  private long at;

  /** Where they end; earlier if the object does. */
  private long end;

  private boolean began;
  private int size = FIRST_BYTES;
  private byte[] piece = NONE;
  private int used;

  /** Of the memory for pieces, what the one that is here holds. */
  private int held;

  /**
   * Octets that are asked for when they are read.
   *
   * @param count at most so many, 1 or more
   */
  BucketInput(BackingBucket bucket, ReadMemory memory, ContentId id, long from, long count) {
    this.bucket = bucket;
    this.memory = memory;
    this.id = id;
    this.at = from;
    this.end = from + count;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (used == piece.length) {
      fill(length);
    }
    int n = Math.min(length, piece.length - used);
    System.arraycopy(piece, used, into, offset, n);
    used += n;
    if (used == piece.length) {
      drop();
    }
    return n == 0 ? -1 : n;
  }

  /** Asks for the next piece, of as many octets as are wanted now where there is no more memory. */
  private void fill(int wanted) {
    int count = (int) Math.min(size, end - at);
    if (count == 0) {
      return;
    }
    if (count > wanted) {
      if (memory.take(count)) {
        held = count;
      } else {
        count = wanted;
      }
    }
    try {
      piece = get(count);
    } catch (RuntimeException e) {
      drop();
      throw e;
    }
    at += piece.length;
    if (piece.length < count) {
      end = at;
    }
    began = true;
    size = Math.min(2 * size, MOST_BYTES);
  }

  private byte[] get(int count) {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        return bucket.get(BucketKeys.of(id), at, count);
      } catch (NoSuchFileException e) {
        throw new ContentException(
            Kind.DAMAGED, "the object of content " + id + " is not there", e);
      } catch (IOException e) {
        if (!began || attempt == ATTEMPTS || !slept(pause)) {
          throw ContentException.unreachable("content " + id + " cannot be read", e);
        }
        pause = pause.multipliedBy(2);
      }
    }
  }

  private static boolean slept(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void drop() {
    piece = NONE;
    used = 0;
    if (held > 0) {
      memory.giveBack(held);
      held = 0;
    }
  }

  /** Gives its memory back; nothing more is read. */
  @Override
  public void close() {
    drop();
    end = at;
  }
}
