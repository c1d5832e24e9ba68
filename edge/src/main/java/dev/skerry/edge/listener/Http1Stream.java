package dev.skerry.edge.listener;

import dev.skerry.edge.codec.Chunks;
import dev.skerry.edge.codec.Framing;
import dev.skerry.edge.flow.ConnectionFacts;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.flow.ReadyHead;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.FileRegion;
import org.jspecify.annotations.Nullable;

/**
 * One exchange on an HTTP/1.1 connection. Once it is over, or the viewer gone, every call does
 * nothing but release what it is given, so that a late writer cannot reach the next response.
 */
final class Http1Stream implements ViewerStream, ContentSource {
  private final Http1Exchanges exchanges;
  private final Http1Output output;

  /** Null until the handler has returned it. */
  private @Nullable ViewerEvents events;

  private boolean over;
  private boolean gone;
  private boolean headWritten;
  private long framing;
  private long remaining;
  private boolean chunkWritten;
  private long contentBytes;
  private boolean unwritable;
  private boolean resumed;
  private boolean cancelled;
  private boolean continueExpected;

  Http1Stream(Http1Exchanges exchanges, Http1Output output, boolean continueExpected) {
    this.exchanges = exchanges;
    this.output = output;
    this.continueExpected = continueExpected;
  }

  @Override
  public EventLoop loop() {
    return exchanges.connection().loop();
  }

  @Override
  public ConnectionFacts connection() {
    return exchanges.connection().facts();
  }

  @Override
  public ContentSource requestContent() {
    return this;
  }

  @Override
  public void informational(Response response) {
    if (isInert() || headWritten) {
      return;
    }
    if (response.status() == 100) {
      continueExpected = false;
    }
    exchanges.writer().informational(output.buffer(), response);
    output.flush();
  }

  @Override
  public void head(Response response, boolean hasContent) {
    if (isInert()) {
      return;
    }
    if (headWritten) {
      throw new IllegalStateException("the head of this response was already written");
    }
    headWritten = true;
    if (continueExpected) {
      // Nobody knows whether the content comes that the viewer held back.
      exchanges.writer().close();
    }
    framing = exchanges.writer().head(output.buffer(), response, hasContent);
    remaining = framing;
    if (response.status() == 101) {
      exchanges.beginTunnel();
    } else if (!hasContent) {
      finish();
    }
  }

  @Override
  public @Nullable ReadyHead ready(Response response, String cacheStatus) {
    return exchanges.writer().ready(response, cacheStatus);
  }

  @Override
  public boolean sendReady(ReadyHead head, long ageSeconds, long ttlSeconds, ByteBuf content) {
    if (!writeReady(head, ageSeconds, ttlSeconds)) {
      return false;
    }
    contentBytes = content.readableBytes();
    output.content(content);
    finish();
    output.flush();
    return true;
  }

  @Override
  public boolean sendReadyFile(
      ReadyHead head, long ageSeconds, long ttlSeconds, FileRegion content) {
    if (!takesFiles() || !writeReady(head, ageSeconds, ttlSeconds)) {
      return false;
    }
    contentBytes = content.count();
    output.file(content, exchanges::fileSent);
    finish();
    output.flush();
    return true;
  }

  private boolean writeReady(ReadyHead head, long ageSeconds, long ttlSeconds) {
    if (isInert()
        || headWritten
        || continueExpected
        || !exchanges.writer().ready(output.buffer(), head, ageSeconds, ttlSeconds)) {
      return false;
    }
    headWritten = true;
    exchanges.wrote();
    return true;
  }

  @Override
  public void data(ByteBuf content) {
    if (isInert() || !headWritten || !content.isReadable()) {
      content.release();
      return;
    }
    int length = content.readableBytes();
    if (framing == Framing.CHUNKED) {
      Chunks.begin(output.buffer(), length, !chunkWritten);
      chunkWritten = true;
    } else if (framing >= 0) {
      if (length > remaining) {
        // More than was announced: the rest would be taken for the next response.
        length = (int) remaining;
        content.writerIndex(content.readerIndex() + length);
      }
      remaining -= length;
      if (length == 0) {
        content.release();
        return;
      }
    }
    contentBytes += length;
    exchanges.wrote();
    output.content(content);
  }

  @Override
  public boolean takesFiles() {
    return exchanges.connection().takesFiles();
  }

  @Override
  public void file(FileRegion content) {
    long length = content.count();
    if (isInert() || !headWritten) {
      content.release();
      return;
    }
    if (framing >= 0 && length > remaining) {
      // More than was announced, and a region cannot be cut.
      content.release();
      over = true;
      exchanges.abortResponse();
      return;
    }
    if (framing == Framing.CHUNKED) {
      Chunks.begin(output.buffer(), Math.toIntExact(length), !chunkWritten);
      chunkWritten = true;
    } else if (framing >= 0) {
      remaining -= length;
    }
    contentBytes += length;
    exchanges.wrote();
    output.file(content, exchanges::fileSent);
  }

  @Override
  public void end(Fields trailers) {
    if (isInert() || !headWritten) {
      return;
    }
    Http1Tunnel tunnel = exchanges.tunnel();
    if (tunnel != null) {
      tunnel.endOutput();
      return;
    }
    if (framing == Framing.CHUNKED) {
      Chunks.end(output.buffer(), trailers, !chunkWritten);
    } else if (framing > 0 && remaining > 0) {
      over = true;
      exchanges.abortResponse();
      return;
    }
    finish();
  }

  @Override
  public void fail(ProxyError error) {
    if (isInert()) {
      return;
    }
    over = true;
    if (headWritten) {
      // Only a cut connection tells the viewer that the content is truncated.
      exchanges.abortResponse();
    } else {
      exchanges.answerFailure(error.type().status());
    }
  }

  @Override
  public void flush() {
    if (!gone) {
      output.flush();
    }
  }

  @Override
  public boolean isWritable() {
    boolean writable = isInert() || exchanges.connection().isWritable();
    unwritable = !writable;
    return writable;
  }

  @Override
  public long contentBytes() {
    return contentBytes;
  }

  @Override
  public void resume() {
    if (!resumed && !cancelled && !isInert()) {
      resumed = true;
      exchanges.contentWanted();
    }
  }

  @Override
  public void pause() {
    resumed = false;
  }

  @Override
  public void cancel() {
    resumed = false;
    if (!cancelled && !isInert()) {
      cancelled = true;
      exchanges.contentWanted();
    }
  }

  /** The handler has returned; what happened meanwhile is told now. */
  void begun(ViewerEvents viewerEvents) {
    events = viewerEvents;
    if (gone && !over) {
      over = true;
      viewerEvents.gone();
    }
  }

  /** The handler could not begin an exchange. */
  void beginFailed() {
    if (isInert()) {
      return;
    }
    over = true;
    if (headWritten) {
      exchanges.abortResponse();
    } else {
      exchanges.answerFailure(500);
    }
  }

  /** Whether content is to be delivered. */
  boolean isResumed() {
    return resumed && events != null;
  }

  /** Whether content is of no interest to anybody. */
  boolean isCancelled() {
    return cancelled;
  }

  boolean isHeadWritten() {
    return headWritten;
  }

  /** The viewer has begun to send the content, whether it was told to go on or not. */
  void contentBegan() {
    continueExpected = false;
  }

  void deliver(ByteBuf content) {
    ViewerEvents to = events;
    if (to == null || cancelled || over) {
      content.release();
    } else {
      to.data(content);
    }
  }

  void deliverEnd(Fields trailers) {
    ViewerEvents to = events;
    if (to != null && !cancelled && !over) {
      to.end(trailers);
    }
  }

  /** The content that the viewer sends breaks off; the exchange ends with it. */
  void breakOff(String details) {
    ViewerEvents to = events;
    if (to != null && !cancelled && !over) {
      to.fail(ProxyError.of(ProxyError.Type.HTTP_REQUEST_ERROR, details));
    }
    viewerGone();
  }

  /** The viewer is gone: tells so once, if the response was not complete. */
  void viewerGone() {
    if (gone) {
      return;
    }
    gone = true;
    Http1Tunnel tunnel = exchanges.tunnel();
    over |= tunnel != null && tunnel.isOver();
    ViewerEvents to = events;
    if (to != null && !over) {
      over = true;
      to.gone();
    }
  }

  void becameWritable() {
    ViewerEvents to = events;
    if (unwritable && to != null && !over) {
      unwritable = false;
      to.writable();
    }
  }

  /** Whether nothing that is written reaches the connection any more. */
  boolean isInert() {
    return over || gone;
  }

  private void finish() {
    over = true;
    exchanges.responseDone();
  }
}
