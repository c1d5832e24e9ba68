package dev.skerry.control.fleet;

import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.edge.sync.Directive;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Directives as lines of a response that does not end. A piece of a line is handed over when there
 * is room behind the one before, so a slow edge costs one line and what its connection may buffer,
 * and has only to take a piece in time, however long the line.
 */
final class StreamSink implements DirectiveSink {
  private static final int PIECE_BYTES = 64 << 10;

  private final ViewerStream viewer;
  private final SharedLines lines;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean room = true;
  private boolean gone;

  /** Whether a line was begun that has not been handed over whole; of who tells alone. */
  private volatile boolean withinLine;

  StreamSink(ViewerStream viewer, SharedLines lines) {
    this.viewer = viewer;
    this.lines = lines;
  }

  @Override
  public boolean tell(Directive directive, Duration atMost)
      throws IOException, InterruptedException {
    byte[] line = lines.of(directive);
    for (int from = 0; from < line.length; from += PIECE_BYTES) {
      if (!takeRoom(atMost.toNanos())) {
        return false;
      }
      withinLine = true;
      send(Unpooled.wrappedBuffer(line, from, Math.min(PIECE_BYTES, line.length - from)));
    }
    withinLine = false;
    return true;
  }

  private boolean takeRoom(long atMostNanos) throws IOException, InterruptedException {
    lock.lock();
    try {
      long left = atMostNanos;
      while (!room && !gone) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      if (gone) {
        throw new EOFException("the connection has ended");
      }
      room = false;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void send(ByteBuf piece) throws IOException {
    try {
      viewer.loop().execute(() -> write(piece));
    } catch (RejectedExecutionException e) {
      piece.release();
      throw new EOFException("the program stops");
    }
  }

  private void write(ByteBuf piece) {
    viewer.data(piece); // releases it where the edge has gone
    viewer.flush();
    if (viewer.isWritable()) {
      roomMade();
    }
  }

  /** There is room again. */
  void roomMade() {
    lock.lock();
    try {
      room = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing can be told any more. */
  void gone() {
    lock.lock();
    try {
      gone = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all that was told has been handed to the connection, or nothing can be any more.
   */
  void awaitRoom(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (!room && !gone && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether all that was told has been handed to the connection, to the end of a line. */
  boolean isWhole() {
    lock.lock();
    try {
      return room && !withinLine;
    } finally {
      lock.unlock();
    }
  }
}
