package dev.skerry.edge.exchange;

import dev.skerry.edge.flow.ContentSink;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import org.jspecify.annotations.Nullable;

/**
 * The content of one response on its way to the viewer, at the pace at which the viewer takes it.
 *
 * <p>A sink to what comes before it (a reader of stored content, the origin, a stage that encodes),
 * which it controls. All on the exchange's event loop.
 */
final class Delivery implements ContentSink {
  /**
   * Who is told, once, that all was handed to the viewer's stream, or that there will be no more.
   */
  interface Done {
    void delivered();

    void failed(ProxyError error);
  }

  private final ViewerStream viewer;
  private final Done done;
  private final @Nullable EncodedCopy copy;
  private @Nullable ContentSource source;
  private boolean over;

  /**
   * Makes a delivery that nothing has been written of.
   *
   * @param copy where a copy of what is delivered goes, or null
   */
  Delivery(ViewerStream viewer, Done done, @Nullable EncodedCopy copy) {
    this.viewer = viewer;
    this.done = done;
    this.copy = copy;
  }

  /**
   * Begins; the content comes from that source, which is paused and resumed as the viewer takes it.
   */
  void start(ContentSource from) {
    source = from;
    writable();
  }

  /** The viewer takes more. */
  void writable() {
    if (!over && source != null && viewer.isWritable()) {
      source.resume();
    }
  }

  @Override
  public void data(ByteBuf content) {
    if (over) {
      content.release();
      return;
    }
    if (copy != null) {
      copy.append(content);
    }
    viewer.data(content);
    viewer.flush();
    if (!viewer.isWritable() && source != null) {
      source.pause();
    }
  }

  @Override
  public boolean takesFiles() {
    return copy == null && !over && viewer.takesFiles();
  }

  @Override
  public void file(FileRegion content) {
    viewer.file(content);
    viewer.flush();
    if (!viewer.isWritable() && source != null) {
      source.pause();
    }
  }

  @Override
  public void end(Fields trailers) {
    if (!over) {
      over = true;
      viewer.end(trailers);
      viewer.flush();
      if (copy != null) {
        copy.complete(trailers);
      }
      done.delivered();
    }
  }

  @Override
  public void fail(ProxyError error) {
    if (!over) {
      over = true;
      viewer.fail(error);
      viewer.flush();
      discardCopy();
      done.failed(error);
    }
  }

  /** Ends it early: the viewer has gone. Idempotent. */
  void close() {
    if (!over) {
      over = true;
      discardCopy();
      if (source != null) {
        source.cancel();
      }
    }
  }

  private void discardCopy() {
    if (copy != null) {
      copy.discard();
    }
  }
}
