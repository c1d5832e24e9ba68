package dev.skerry.edge.cache;

import io.netty.channel.DefaultFileRegion;
import io.netty.util.ReferenceCounted;
import java.nio.channels.FileChannel;

/** A part of a block on its way from its file into a socket; holds a reference of the block. */
final class BlockRegion extends DefaultFileRegion {
  private final ReferenceCounted block;

  /** Makes a region that owns a reference of the block. */
  BlockRegion(ReferenceCounted block, FileChannel file, long position, long n) {
    super(file, position, n);
    this.block = block;
  }

  /** Gives the block up, and leaves its file open. */
  @Override
  protected void deallocate() {
    block.release();
  }
}
