package dev.skerry.origin.objects.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Octets of a content that are in one place. To be closed by whoever was given it. */
public sealed interface Extent extends AutoCloseable {
  /** How many. */
  long length();

  /** Gives back what it holds. */
  @Override
  default void close() {}

  /**
   * In a file, as they are.
   *
   * @param channel open for reading; this extent's own, closed with it
   * @param position of the first of them
   */
  record OfFile(FileChannel channel, long position, long length) implements Extent {
    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        // A file that was read only has nothing to lose.
      }
    }
  }

  /**
   * In memory.
   *
   * @param octets for reading only
   */
  record OfOctets(ByteBuffer octets) implements Extent {
    @Override
    public long length() {
      return octets.remaining();
    }
  }
}
