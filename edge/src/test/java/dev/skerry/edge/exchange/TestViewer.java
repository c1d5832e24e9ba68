package dev.skerry.edge.exchange;

import dev.skerry.edge.flow.ConnectionFacts;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A viewer that remembers what it was sent, and is as slow as a test wants it. */
final class TestViewer implements ViewerStream, ContentSource {
  final List<Response> interim = new ArrayList<>();
  @Nullable Response response;
  boolean hasContent;
  final StringBuilder body = new StringBuilder();
  @Nullable Fields trailers;
  @Nullable ProxyError error;
  boolean writable = true;
  boolean requestContentFlows;
  boolean requestContentCancelled;

  private final EventLoop loop;
  private final boolean secure;
  @Nullable ViewerEvents events;

  TestViewer(EventLoop loop, boolean secure) {
    this.loop = loop;
    this.secure = secure;
  }

  ViewerEvents events() {
    return Objects.requireNonNull(events);
  }

  boolean isDone() {
    return response != null && (!hasContent || trailers != null || error != null);
  }

  int status() {
    return response == null ? 0 : response.status();
  }

  @Nullable String field(String name) {
    return response == null ? null : response.fields().combined(name);
  }

  @Override
  public EventLoop loop() {
    return loop;
  }

  @Override
  public ConnectionFacts connection() {
    return new ConnectionFacts(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 40000),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080),
        secure,
        secure ? "TLSv1.3" : null,
        null,
        null);
  }

  @Override
  public ContentSource requestContent() {
    return this;
  }

  @Override
  public void informational(Response interimResponse) {
    interim.add(interimResponse);
  }

  @Override
  public void head(Response head, boolean contentFollows) {
    if (response != null) {
      throw new IllegalStateException("a second head: " + head);
    }
    response = head.copy();
    hasContent = contentFollows;
  }

  @Override
  public void flush() {}

  @Override
  public boolean isWritable() {
    return writable;
  }

  @Override
  public long contentBytes() {
    return body.length();
  }

  @Override
  public void data(ByteBuf content) {
    body.append(content.toString(StandardCharsets.ISO_8859_1));
    content.release();
  }

  @Override
  public void end(Fields trailerSection) {
    if (trailers != null) {
      throw new IllegalStateException("a second end");
    }
    trailers = trailerSection;
  }

  @Override
  public void fail(ProxyError cause) {
    error = cause;
  }

  @Override
  public void resume() {
    requestContentFlows = true;
  }

  @Override
  public void pause() {
    requestContentFlows = false;
  }

  @Override
  public void cancel() {
    requestContentCancelled = true;
  }
}
