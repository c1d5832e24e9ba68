package dev.skerry.edge.exchange;

import dev.skerry.edge.flow.ContentSink;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The content of a message while a handler is asked about it. Its source is paused, so little
 * comes: what was read already, or that it has failed.
 */
final class HeldContent implements ContentSink {
  private final ArrayDeque<ByteBuf> pieces = new ArrayDeque<>(0);
  private @Nullable Fields trailers;
  private @Nullable ProxyError error;
  private boolean discarded;

  @Override
  public void data(ByteBuf content) {
    if (discarded) {
      content.release();
    } else {
      pieces.add(content);
    }
  }

  @Override
  public void end(Fields last) {
    trailers = last;
  }

  @Override
  public void fail(ProxyError why) {
    error = why;
  }

  /**
   * Gives on what came, in order.
   *
   * @return whether that was the end of it
   */
  boolean moveTo(ContentSink sink) {
    for (ByteBuf piece = pieces.poll(); piece != null; piece = pieces.poll()) {
      sink.data(piece);
    }
    if (discarded) {
      return true;
    }
    if (error != null) {
      sink.fail(error);
    } else if (trailers != null) {
      sink.end(trailers);
    }
    return error != null || trailers != null;
  }

  /** Nobody wants it. Idempotent. */
  void discard() {
    discarded = true;
    for (ByteBuf piece = pieces.poll(); piece != null; piece = pieces.poll()) {
      piece.release();
    }
  }
}
