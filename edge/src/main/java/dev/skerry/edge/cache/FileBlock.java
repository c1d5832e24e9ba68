package dev.skerry.edge.cache;

import dev.skerry.edge.flow.Buffers;
import dev.skerry.edge.memory.MemoryFile;
import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ReferenceCounted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * A block that is an extent of a file whose pages are memory. Sent by sendfile where the socket
 * takes files as they are, else read into buffers.
 */
final class FileBlock extends AbstractReferenceCounted implements Block {
  private final FileChannel file;
  private final long position;
  private final long capacity;
  private final Runnable free;

  /**
   * Makes a block of a file.
   *
   * @param position of its first byte in the file
   * @param free run once when nobody uses it any more
   */
  FileBlock(FileChannel file, long position, long capacity, Runnable free) {
    this.file = file;
    this.position = position;
    this.capacity = capacity;
    this.free = free;
  }

  @Override
  public long capacity() {
    return capacity;
  }

  @Override
  public void write(long offset, ByteBuf piece, int n) {
    try {
      for (int left = n; left > 0; ) {
        left -= piece.readBytes(file, position + offset + n - left, left);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("content could not be written to its file", e);
    }
  }

  @Override
  public ByteBuf slice(long offset, int n) {
    return copy(file, position + offset, n);
  }

  /** Bytes of a file in a buffer that the caller releases. */
  static ByteBuf copy(FileChannel file, long from, int n) {
    ByteBuf copy = Buffers.ALLOCATOR.directBuffer(n, n);
    try {
      while (copy.isWritable()) {
        if (copy.writeBytes(file, from + copy.writerIndex(), copy.writableBytes()) < 0) {
          throw new IOException("it ends before " + (from + n));
        }
      }
      return copy;
    } catch (IOException e) {
      copy.release();
      throw new UncheckedIOException("content could not be read from its file", e);
    }
  }

  @Override
  public FileRegion region(long offset, long n) {
    retain();
    return new BlockRegion(this, file, position + offset, n);
  }

  /**
   * The first bytes as a region that the caller releases; null if nobody uses the block any more.
   */
  @Nullable FileRegion tryRegion(long n) {
    try {
      return region(0, n);
    } catch (IllegalReferenceCountException gone) {
      return null;
    }
  }

  @Override
  public long weight(long written) {
    return MemoryFile.pages(written);
  }

  @Override
  public Block trimmed(int written) {
    return this;
  }

  @Override
  protected void deallocate() {
    free.run();
  }

  @Override
  public ReferenceCounted touch(Object hint) {
    return this;
  }
}
