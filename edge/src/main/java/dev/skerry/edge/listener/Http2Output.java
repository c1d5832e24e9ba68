package dev.skerry.edge.listener;

import dev.skerry.edge.codec.Http2Fields;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is written on one HTTP/2 stream, frame by frame: not more content than was announced, and
 * the last piece held back until the end can be said with it. Used by the connection's event loop.
 */
final class Http2Output {
  private final Http2Connection connection;
  private final Http2Stream stream;

  /** What the announced length leaves; negative where there is none. */
  private long remaining = -1;

  private long contentBytes;

  /** The last piece; it belongs to this. */
  private @Nullable ByteBuf held;

  Http2Output(Http2Connection connection, Http2Stream stream) {
    this.connection = connection;
    this.stream = stream;
  }

  /** Says how long the content will be; negative if that is not known. */
  void announce(long length) {
    remaining = length;
  }

  void headers(Http2Headers list, boolean end) {
    ChannelHandlerContext ctx = connection.ctx();
    connection.encoder().writeHeaders(ctx, stream.id(), list, 0, end, ctx.newPromise());
  }

  /** Takes a piece of content, or what of it was announced; false if that is nothing. */
  boolean data(ByteBuf piece) {
    if (remaining >= 0) {
      if (piece.readableBytes() > remaining) {
        piece.writerIndex(piece.readerIndex() + (int) remaining);
      }
      remaining -= piece.readableBytes();
      if (!piece.isReadable()) {
        piece.release();
        return false;
      }
    }
    contentBytes += piece.readableBytes();
    writeHeld();
    held = piece;
    return true;
  }

  /** Whether less has come than was announced. */
  boolean isShort() {
    return remaining > 0;
  }

  /** Says that this was all. */
  void end(Fields trailers) {
    ByteBuf last = held;
    held = null;
    if (trailers.isEmpty()) {
      write(last == null ? Unpooled.EMPTY_BUFFER : last, true);
    } else {
      if (last != null) {
        write(last, false);
      }
      headers(Http2Fields.trailers(trailers), true);
    }
  }

  /** Writes the piece that was held back, as no other may come soon. */
  void writeHeld() {
    ByteBuf last = held;
    if (last != null) {
      held = null;
      write(last, false);
    }
  }

  private void write(ByteBuf piece, boolean end) {
    ChannelHandlerContext ctx = connection.ctx();
    connection.encoder().writeData(ctx, stream.id(), piece, 0, end, ctx.newPromise());
  }

  /** Ends the stream at once, without what was held back. */
  void reset(Http2Error error) {
    release();
    ChannelHandlerContext ctx = connection.ctx();
    connection.encoder().writeRstStream(ctx, stream.id(), error.code(), ctx.newPromise());
    connection.flush();
  }

  /** Gives up what was held back. */
  void release() {
    ByteBuf last = held;
    held = null;
    if (last != null) {
      last.release();
    }
  }

  /** Octets of content that were taken. */
  long contentBytes() {
    return contentBytes;
  }
}
