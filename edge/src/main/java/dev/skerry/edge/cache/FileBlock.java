package dev.skerry.edge.cache;

import dev.skerry.edge.memory.MemoryFile;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;

/**
 * A block that is an extent of a file: of one whose pages are memory, or of one on a disk that
 * holds the bytes already. Sent by sendfile where the socket takes files as they are, else read
 * into buffers.
 */
final class FileBlock extends AbstractReferenceCounted implements Block {
  private final FileChannel file;
  private final long position;
  private final long capacity;
  private final boolean onDisk;
  private final Runnable free;

  /**
   * Makes a block of a file.
   *
   * @param position of its first byte in the file
   * @param onDisk whether its pages are the system's cache, and cost no memory of the edge's
   * @param free run once when nobody uses it any more
   */
  FileBlock(FileChannel file, long position, long capacity, boolean onDisk, Runnable free) {
    this.file = file;
    this.position = position;
    this.capacity = capacity;
    this.onDisk = onDisk;
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
    ByteBuf copy = ByteBufAllocator.DEFAULT.directBuffer(n, n);
    try {
      while (copy.isWritable()) {
        long at = position + offset + copy.writerIndex();
        if (copy.writeBytes(file, at, copy.writableBytes()) < 0) {
          throw new IOException("it ends before " + (position + offset + n));
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
    return new Region(this, offset, n);
  }

  @Override
  public long weight(long written) {
    return onDisk ? 0 : MemoryFile.pages(written);
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

  /** A part of the block on its way into a socket. */
  private static final class Region extends DefaultFileRegion {
    private final FileBlock block;

    Region(FileBlock block, long offset, long n) {
      super(block.file, block.position + offset, n);
      this.block = block;
    }

    /** Gives the block up, and leaves its file open. */
    @Override
    protected void deallocate() {
      block.release();
    }
  }
}
