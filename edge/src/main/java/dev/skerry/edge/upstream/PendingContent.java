package dev.skerry.edge.upstream;

import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Request content that came before there was a connection to send it on; bounded. */
final class PendingContent {
  /** With so much the call says that it is not writable. */
  private static final int HIGH_WATERMARK = 64 << 10;

  /** More is never held, whatever the caller does. */
  private static final int MAX_BYTES = 1 << 20;

  private final ArrayDeque<ByteBuf> pieces = new ArrayDeque<>(0);
  private int bytes;
  private @Nullable Fields end;

  /** Holds the content, or releases it and returns false if that is more than may be held. */
  boolean add(ByteBuf content) {
    if (bytes + content.readableBytes() > MAX_BYTES) {
      content.release();
      return false;
    }
    bytes += content.readableBytes();
    pieces.add(content);
    return true;
  }

  void end(Fields trailers) {
    end = trailers;
  }

  boolean isWritable() {
    return bytes < HIGH_WATERMARK;
  }

  /** Gives all to the stream; true if there was any. */
  boolean moveTo(OriginStream stream) {
    boolean any = bytes > 0 || end != null;
    for (ByteBuf piece = pieces.poll(); piece != null; piece = pieces.poll()) {
      stream.data(piece);
    }
    bytes = 0;
    Fields trailers = end;
    if (trailers != null) {
      end = null;
      stream.end(trailers);
    }
    return any;
  }

  void release() {
    for (ByteBuf piece = pieces.poll(); piece != null; piece = pieces.poll()) {
      piece.release();
    }
    bytes = 0;
  }
}
