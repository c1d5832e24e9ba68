package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.ContentReader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a range of what is stored into memory, so much in one go that its event loop is not kept
 * from others. Used on that loop.
 */
final class RangeReading {
  private static final int PIECE_BYTES = 64 * 1024;
  private static final int TURN_BYTES = 256 * 1024;

  private final EventLoop loop;
  private final byte[] octets;
  private final Consumer<byte[]> whole;
  private final Runnable lost;
  private int count;
  private @Nullable ContentReader reader;

  /**
   * Reads nothing before it is started.
   *
   * @param length how many bytes the range has
   * @param whole told the range, once
   * @param lost told, in its place, that not all of it is there any more
   */
  RangeReading(EventLoop loop, int length, Consumer<byte[]> whole, Runnable lost) {
    this.loop = loop;
    this.octets = new byte[length];
    this.whole = whole;
    this.lost = lost;
  }

  /** Reads from a first byte of a content, which is told of before or after this returns. */
  void start(Content content, long from) {
    reader = content.open(from, from + octets.length, loop, this::more);
    if (reader == null) {
      lost.run();
    } else {
      more();
    }
  }

  private void more() {
    ContentReader from = reader;
    if (from == null) {
      return; // Nobody waits any more.
    }
    boolean turnOver = false;
    try {
      turnOver = take(from);
    } catch (UncheckedIOException _) {
      end(lost); // The disk has failed.
      return;
    }
    if (count == octets.length) {
      end(() -> whole.accept(octets));
    } else if (turnOver) {
      loop.execute(this::more);
    } else if (from.isDone() || from.error() != null) {
      end(lost);
    }
  }

  /** Whether it has stopped only to let others have the loop; else it is told of more. */
  private boolean take(ContentReader from) {
    int most = Math.min(octets.length, count + TURN_BYTES);
    while (count < most) {
      ByteBuf piece = from.read(PIECE_BYTES);
      if (piece == null) {
        return false;
      }
      int bytes = piece.readableBytes();
      piece.readBytes(octets, count, bytes).release();
      count += bytes;
    }
    return true;
  }

  private void end(Runnable told) {
    close();
    told.run();
  }

  /** Nobody waits for it any more. */
  void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
