package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.ContentReader;
import dev.skerry.edge.flow.ContentSink;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.FileRegion;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads ranges of stored (or growing) content, each after a piece of text where it is a part of a
 * multipart response, and gives them to a sink. Owns its readers.
 */
final class StoredSource implements ContentSource {
  private static final int PIECE_BYTES = 64 * 1024;

  /** What waits in a socket for a slow viewer keeps its content in memory. */
  static final int FILE_PIECE_BYTES = 1024 * 1024;

  /**
   * A part of the response.
   *
   * @param text goes before the range; empty for none
   * @param reader the range; null for text only
   */
  record Part(String text, @Nullable ContentReader reader) {}

  private final List<Part> parts;
  private @Nullable ContentSink sink;
  private int current;
  private boolean textSent;
  private boolean flowing;
  private boolean pumping;
  private boolean closed;

  StoredSource(List<Part> parts) {
    this.parts = parts;
  }

  /** Says where it goes; before the first {@link #resume}. */
  void to(ContentSink target) {
    sink = target;
  }

  @Override
  public void resume() {
    flowing = true;
    pump();
  }

  @Override
  public void pause() {
    flowing = false;
  }

  /** More has come: gives it on. */
  void more() {
    pump();
  }

  private void pump() {
    if (pumping || sink == null) {
      return;
    }
    pumping = true;
    while (flowing && !closed && step(sink)) {
      // Each step gives one piece.
    }
    pumping = false;
  }

  /** Gives one piece, or ends; false if there is nothing more to give now. */
  private boolean step(ContentSink to) {
    if (current == parts.size()) {
      Fields trailers = trailers();
      cancel();
      to.end(trailers);
      return false;
    }
    Part part = parts.get(current);
    if (!textSent) {
      textSent = true;
      if (!part.text().isEmpty()) {
        to.data(Unpooled.copiedBuffer(part.text(), StandardCharsets.ISO_8859_1));
        return true;
      }
    }
    ContentReader reader = part.reader();
    FileRegion region =
        reader == null || !to.takesFiles() ? null : reader.readRegion(FILE_PIECE_BYTES);
    if (region != null) {
      to.file(region);
      return true;
    }
    ByteBuf piece;
    try {
      piece = reader == null ? null : reader.read(PIECE_BYTES);
    } catch (UncheckedIOException diskFailed) {
      cancel();
      to.fail(ProxyError.of(ProxyError.Type.PROXY_INTERNAL_ERROR, "stored content is unreadable"));
      return false;
    }
    if (piece != null) {
      to.data(piece);
      return true;
    }
    if (reader == null || reader.isDone()) {
      current++;
      textSent = false;
      return true;
    }
    ProxyError error = reader.error();
    if (error != null) {
      cancel();
      to.fail(error);
    }
    return false;
  }

  private Fields trailers() {
    ContentReader only = parts.size() == 1 ? parts.getFirst().reader() : null;
    return only != null && only.content().isComplete() ? only.content().trailers() : Fields.EMPTY;
  }

  @Override
  public void cancel() {
    if (!closed) {
      closed = true;
      for (Part part : parts) {
        if (part.reader() != null) {
          part.reader().close();
        }
      }
    }
  }
}
