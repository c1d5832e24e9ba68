package dev.skerry.edge.memory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file without a name whose pages are memory: what is in it goes to a socket by sendfile, without
 * a copy.
 *
 * <p>Extents are taken from an end that only moves on, so that no byte's place is ever used twice:
 * what a socket still sends from a freed extent is what was there. A freed extent's pages go back
 * to the system at once, so the file's memory is that of its live extents, rounded up to pages,
 * however they come and go. Safe for any thread.
 */
public final class MemoryFile implements AutoCloseable {
  /** The unit in which memory is taken and given back. */
  public static final int PAGE_BYTES = 4096;

  private static final Logger log = LoggerFactory.getLogger(MemoryFile.class);

  /** Freeing more than this takes too long for an event loop. */
  private static final long FREED_AT_ONCE_BYTES = 1 << 20;

  private final LinuxCalls calls;
  private final int descriptor;
  private final FileChannel channel;
  private final AtomicLong end = new AtomicLong();
  private final AtomicLong live = new AtomicLong();
  private final ThreadPoolExecutor freeing;
  private volatile boolean closed;

  private MemoryFile(LinuxCalls calls, int descriptor, FileChannel channel) {
    this.calls = calls;
    this.descriptor = descriptor;
    this.channel = channel;
    this.freeing =
        new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            // As many as there are large contents, each of which was counted when it was taken.
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("skerry-memory-file").factory());
  }

  /** A new file, or null where the system has no such thing; says why in the log. */
  public static @Nullable MemoryFile create() {
    try {
      LinuxCalls calls = LinuxCalls.find();
      int descriptor = calls.createMemoryFile("skerry-content");
      if (descriptor < 0) {
        log.info("large content is kept in buffers: memfd_create failed");
        return null;
      }
      return open(calls, descriptor);
    } catch (UnsupportedOperationException | IOException e) {
      log.info("large content is kept in buffers: {}", e.toString());
      return null;
    }
  }

  private static MemoryFile open(LinuxCalls calls, int descriptor) throws IOException {
    Path path = Path.of("/proc/self/fd", Integer.toString(descriptor));
    try {
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      return new MemoryFile(calls, descriptor, channel);
    } catch (IOException e) {
      calls.close(descriptor);
      throw e;
    }
  }

  /**
   * Takes an extent; memory is used only as it is written.
   *
   * @return the place of its first byte
   */
  public long take(long bytes) {
    long length = pages(bytes);
    live.addAndGet(length);
    return end.getAndAdd(length);
  }

  /** Gives an extent back; nobody reads or writes it any more. */
  public void free(long position, long bytes) {
    long length = pages(bytes);
    if (length <= FREED_AT_ONCE_BYTES) {
      punch(position, length);
    } else {
      freeing.execute(() -> punch(position, length));
    }
  }

  private void punch(long position, long length) {
    live.addAndGet(-length);
    if (!closed && !calls.punchHole(descriptor, position, length)) {
      log.error("{} bytes of the memory file could not be given back", length);
    }
  }

  /** What reads and writes it, at positions of extents; nobody may interrupt a thread in it. */
  public FileChannel channel() {
    return channel;
  }

  /** Bytes of all extents that are taken now, rounded up to pages. */
  public long liveBytes() {
    return live.get();
  }

  /** The memory that so many bytes take. */
  public static long pages(long bytes) {
    return (bytes + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
  }

  /** Gives everything back; no extent may be used any more. */
  @Override
  public void close() {
    freeing.shutdown();
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      log.warn("the memory file could not be closed: {}", e.toString());
    }
    calls.close(descriptor);
  }
}
