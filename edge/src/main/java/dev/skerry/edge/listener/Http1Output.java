package dev.skerry.edge.listener;

import dev.skerry.edge.flow.FlushBatch;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.FileRegion;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written on one HTTP/1.1 connection: heads and small content are gathered in one
 * buffer, so that a batch of responses goes out at once; large content is passed on as it is.
 */
final class Http1Output implements FlushBatch.Target {
  private static final int BUFFER_BYTES = 4 * 1024;
  private static final int MAX_GATHERED_BYTES = 32 * 1024;

  /** Copying less than this is cheaper than one more buffer. */
  private static final int MAX_COPIED_BYTES = 4 * 1024;

  private final ChannelHandlerContext ctx;
  private final FlushBatch batch = FlushBatch.here();
  private @Nullable ByteBuf gathered;

  /** Whether the batch has this output already. */
  private boolean flushWanted;

  private int filesUnsent;

  Http1Output(ChannelHandlerContext ctx) {
    this.ctx = ctx;
  }

  /** The buffer that heads and framing are written to. */
  ByteBuf buffer() {
    ByteBuf buffer = gathered;
    if (buffer != null && buffer.readableBytes() > MAX_GATHERED_BYTES) {
      passOn();
      buffer = null;
    }
    if (buffer == null) {
      buffer = ctx.alloc().directBuffer(BUFFER_BYTES);
      gathered = buffer;
    }
    return buffer;
  }

  /** Takes content, which it owns. */
  void content(ByteBuf content) {
    if (content.readableBytes() <= MAX_COPIED_BYTES) {
      try {
        buffer().writeBytes(content);
      } finally {
        content.release();
      }
    } else {
      passOn();
      ctx.write(content, ctx.voidPromise());
    }
  }

  /**
   * Takes content in a file, which it owns.
   *
   * @param sent run when the socket has all of it, or never will
   */
  void file(FileRegion content, Runnable sent) {
    passOn();
    filesUnsent++;
    ctx.write(content)
        .addListener(
            done -> {
              filesUnsent--;
              if (!done.isSuccess()) {
                // What follows would be taken for the content that is missing.
                ctx.close();
              }
              sent.run();
            });
  }

  /** The flushes of the event loop. */
  FlushBatch batch() {
    return batch;
  }

  /**
   * Whether more may be written: what waits in files does not count for the socket's watermark, and
   * one of them at a time is enough.
   */
  boolean isWritable() {
    return filesUnsent == 0 && ctx.channel().isWritable();
  }

  /** Whether the socket has not taken everything yet. */
  boolean isSending() {
    ChannelOutboundBuffer waiting = ctx.channel().unsafe().outboundBuffer();
    return waiting != null && !waiting.isEmpty();
  }

  /** Hands everything to the socket, at the end of the batch if there is one. */
  void flush() {
    if (flushWanted) {
      return;
    }
    flushWanted = true;
    if (!batch.add(this)) {
      flushBatched();
    }
  }

  @Override
  public void flushBatched() {
    flushWanted = false;
    flushNow();
  }

  void flushNow() {
    ByteBuf buffer = gathered;
    if (buffer != null) {
      gathered = null;
      ctx.writeAndFlush(buffer, ctx.voidPromise());
    } else {
      ctx.flush();
    }
  }

  void release() {
    ByteBuf buffer = gathered;
    if (buffer != null) {
      gathered = null;
      buffer.release();
    }
  }

  private void passOn() {
    ByteBuf buffer = gathered;
    if (buffer != null) {
      gathered = null;
      ctx.write(buffer, ctx.voidPromise());
    }
  }
}
