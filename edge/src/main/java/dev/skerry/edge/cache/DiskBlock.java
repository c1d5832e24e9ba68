package dev.skerry.edge.cache;

import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;

/**
 * The one block of content that stands on a disk: complete, and read in windows, as far as each has
 * been brought into the system's page cache.
 */
final class DiskBlock extends AbstractReferenceCounted implements Block {
  private final DiskBody body;

  DiskBlock(DiskBody body) {
    this.body = body;
  }

  DiskBody body() {
    return body;
  }

  @Override
  public long capacity() {
    return body.length();
  }

  @Override
  public void write(long offset, ByteBuf piece, int n) {
    throw new UnsupportedOperationException("content on a disk is complete");
  }

  @Override
  public long ready(ContentReader reader, long offset, long n) {
    return reader.windows(body).ready(offset, n);
  }

  @Override
  public ByteBuf slice(long offset, int n) {
    return FileBlock.copy(body.file(), body.position() + offset, n);
  }

  @Override
  public FileRegion region(long offset, long n) {
    retain();
    return new BlockRegion(this, body.file(), body.position() + offset, n);
  }

  /** Its pages are the system's cache, and cost no memory of the edge's. */
  @Override
  public long weight(long written) {
    return 0;
  }

  @Override
  public int heapBytes() {
    return HEAP_BYTES + body.heapBytes();
  }

  @Override
  public Block trimmed(int written) {
    return this;
  }

  @Override
  protected void deallocate() {
    body.release();
  }

  @Override
  public ReferenceCounted touch(Object hint) {
    return this;
  }
}
