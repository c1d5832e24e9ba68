package dev.skerry.edge.exchange;

import dev.skerry.edge.flow.ContentSink;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.http.Fields;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/** Content that a handler has made, given on piece by piece as it is asked for. */
final class MadeContent implements ContentSource {
  private static final int PIECE_BYTES = 64 * 1024;

  private final ByteBuffer content;
  private final ContentSink sink;
  private boolean flowing;
  private boolean pumping;
  private boolean over;

  /**
   * Content that waits to be asked for.
   *
   * @param content not empty; not changed
   */
  MadeContent(ByteBuffer content, ContentSink sink) {
    this.content = content.duplicate();
    this.sink = sink;
  }

  @Override
  public void resume() {
    flowing = true;
    if (pumping) {
      return;
    }
    pumping = true;
    while (flowing && !over) {
      give();
    }
    pumping = false;
  }

  private void give() {
    if (content.hasRemaining()) {
      int length = Math.min(PIECE_BYTES, content.remaining());
      ByteBuffer piece = content.slice(content.position(), length);
      content.position(content.position() + length);
      sink.data(Unpooled.wrappedBuffer(piece));
    } else {
      over = true;
      sink.end(Fields.EMPTY);
    }
  }

  @Override
  public void pause() {
    flowing = false;
  }

  @Override
  public void cancel() {
    over = true;
  }
}
