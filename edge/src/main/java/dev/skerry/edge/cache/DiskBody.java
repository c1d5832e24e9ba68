package dev.skerry.edge.cache;

import dev.skerry.edge.flow.ProxyError;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * The content of a stored response that stands in a file on a disk, as the tier that keeps it there
 * shows it: in windows, each of which a thread of the tier brings into the system's page cache, and
 * checks, before an event loop takes it from there.
 *
 * <p>Safe for any thread.
 */
public interface DiskBody {
  /** One who waits for a window. */
  interface Waiter {
    /**
     * Told once, on any thread.
     *
     * @param until one past the last byte that can be taken now
     * @param error why there is none; null if there is
     */
    void brought(long until, @Nullable ProxyError error);
  }

  /** Bytes of the content. */
  long length();

  /** The file it stands in. */
  FileChannel file();

  /** Where in the file its first byte is. */
  long position();

  /**
   * One past the last byte that can be taken from a position on without waiting for the disk, as
   * far as one window shows; the position itself if there is none. Never waits.
   */
  long readyUntil(long from);

  /** Brings the window with that byte in; the waiter is told within the tier's deadline. */
  void bring(long at, Waiter waiter);

  /** What it costs on the heap. */
  int heapBytes();

  /** Says that nobody uses it any more; called once. */
  void release();
}
