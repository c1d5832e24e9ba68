package dev.skerry.edge.cache;

import dev.skerry.edge.flow.ProxyError;
import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One reader of a {@link Content}: a position that moves from the begin of a range to its end. Used
 * on one event loop; must be closed.
 */
public final class ContentReader {
  final long to;
  final Executor executor;
  final Runnable wake;

  /** Written on the reader's loop; read by the writer under the content's monitor. */
  volatile long position;

  /** Guarded by the content's monitor. */
  boolean waiting;

  private final Content content;

  /** Where the content stands on a disk. */
  private @Nullable WindowReader windows;

  private boolean closed;

  ContentReader(Content content, long from, long to, Executor executor, Runnable wake) {
    this.content = content;
    this.position = from;
    this.to = to;
    this.executor = executor;
    this.wake = wake;
  }

  /**
   * The next bytes, at most {@code max}, as a buffer that the caller releases; null if there are
   * none now. After null, unless {@link #isDone} or {@link #error}, the reader's wake runs once
   * when more can be read.
   */
  public @Nullable ByteBuf read(int max) {
    return closed ? null : content.read(this, max);
  }

  /**
   * The next bytes, at most {@code max}, as a region of a file that the caller releases; null if
   * there are none now, or they are in no file: then {@link #read} tells.
   */
  public @Nullable FileRegion readRegion(long max) {
    return closed ? null : content.readRegion(this, max);
  }

  /** Whether the whole range has been read. */
  public boolean isDone() {
    return position >= to || (content.isComplete() && position >= content.written());
  }

  /** Why no more will come, or null. What was received before the failure is delivered first. */
  public @Nullable ProxyError error() {
    WindowReader onDisk = windows;
    if (onDisk != null) {
      return onDisk.error(position);
    }
    return position < content.written() ? null : content.error();
  }

  /** How far it may go into a body on a disk. */
  WindowReader windows(DiskBody body) {
    WindowReader now = windows;
    if (now == null) {
      now = new WindowReader(body, this);
      windows = now;
    }
    return now;
  }

  /** The content that it reads. */
  public Content content() {
    return content;
  }

  /** Ends reading. Idempotent. */
  public void close() {
    if (!closed) {
      closed = true;
      if (windows != null) {
        windows.close();
      }
      content.close(this);
    }
  }
}
