package dev.skerry.edge.cache;

import dev.skerry.edge.flow.ProxyError;
import org.jspecify.annotations.Nullable;

/**
 * How far one reader may go into content on a disk: while it takes one window, the next one is
 * brought in. At most one window of a reader is asked for at a time.
 *
 * <p>Called by the reader's loop, and by the threads that bring windows in.
 */
final class WindowReader {
  private final DiskBody body;
  private final ContentReader reader;

  /** The bytes before this one can be taken. */
  private long ready;

  private boolean asking;
  private boolean starved;
  private boolean closed;
  private @Nullable ProxyError failure;

  WindowReader(DiskBody body, ContentReader reader) {
    this.body = body;
    this.reader = reader;
    this.ready = reader.position;
  }

  /**
   * How many of the next {@code n} bytes can be taken now; if it is 0 the reader is woken when that
   * has changed.
   */
  synchronized long ready(long position, long n) {
    if (ready == position) {
      goOn();
    }
    long here = ready - position;
    if (n >= here) {
      goOn();
    }
    starved = here == 0;
    return Math.min(n, here);
  }

  private void goOn() {
    if (asking || failure != null || ready >= Math.min(reader.to, body.length())) {
      return;
    }
    long until = body.readyUntil(ready);
    if (until > ready) {
      ready = until;
    } else {
      asking = true;
      body.bring(ready, this::brought);
    }
  }

  private void brought(long until, @Nullable ProxyError error) {
    synchronized (this) {
      asking = false;
      failure = error;
      ready = error == null ? Math.max(ready, until) : ready;
      if (!starved || closed) {
        return;
      }
      starved = false;
    }
    reader.executor.execute(reader.wake);
  }

  /** Why no more will come, once all that is ready has been taken; else null. */
  synchronized @Nullable ProxyError error(long position) {
    return position < ready ? null : failure;
  }

  synchronized void close() {
    closed = true;
  }
}
