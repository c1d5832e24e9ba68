package dev.skerry.edge.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.flow.ConnectionFacts;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.flow.RequestHandler;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A viewer without a socket: hands one request to a handler and records the whole answer. */
public final class RecordedViewer implements ViewerStream {
  private static final int PATIENCE_SECONDS = 20;
  private static final int PIECE_BYTES = 16_384;

  private final EventLoop loop = new DefaultEventLoop();
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final StringBuilder content = new StringBuilder();
  private @Nullable Response head;
  private @Nullable ViewerEvents events;
  private byte @Nullable [] unsent;
  private boolean wantsContent;
  private long contentBytes;

  private RecordedViewer() {}

  /** What the handler wrote. */
  public record Answer(int status, Fields fields, String content, boolean hasContent) {}

  /** Hands over the request and its content (empty for none), and waits for the answer. */
  public static Answer ask(RequestHandler handler, Request request, String content)
      throws Exception {
    RecordedViewer viewer = new RecordedViewer();
    try {
      request.hasContent(!content.isEmpty());
      viewer.loop.execute(() -> viewer.converse(handler, request, content));
      return viewer.answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } finally {
      var _ = viewer.loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private void converse(RequestHandler handler, Request request, String content) {
    try {
      events = handler.begin(request, this);
      unsent = content.getBytes(UTF_8);
      send();
    } catch (Throwable e) {
      answer.completeExceptionally(e);
    }
  }

  /** Sends the content once it is wanted, now or later. */
  private void send() {
    byte[] bytes = unsent;
    if (bytes == null || !wantsContent) {
      return;
    }
    unsent = null;
    for (int i = 0; i < bytes.length; i += PIECE_BYTES) {
      int length = Math.min(PIECE_BYTES, bytes.length - i);
      Objects.requireNonNull(events).data(Unpooled.copiedBuffer(bytes, i, length));
    }
    Objects.requireNonNull(events).end(Fields.EMPTY);
  }

  @Override
  public EventLoop loop() {
    return loop;
  }

  @Override
  public ConnectionFacts connection() {
    InetSocketAddress local = new InetSocketAddress(ScriptedOrigin.LOOPBACK, 9);
    return new ConnectionFacts(local, local, false, null, null, null);
  }

  @Override
  public ContentSource requestContent() {
    return new ContentSource() {
      @Override
      public void resume() {
        wantsContent = true;
        loop.execute(RecordedViewer.this::send);
      }

      @Override
      public void pause() {
        wantsContent = false;
      }

      @Override
      public void cancel() {
        wantsContent = false;
      }
    };
  }

  @Override
  public void informational(Response response) {
    // not recorded
  }

  @Override
  public void head(Response response, boolean hasContent) {
    head = response.copy();
    if (!hasContent) {
      complete(false);
    }
  }

  @Override
  public void data(ByteBuf piece) {
    contentBytes += piece.readableBytes();
    content.append(piece.toString(UTF_8));
    piece.release();
  }

  @Override
  public void end(Fields trailers) {
    complete(true);
  }

  @Override
  public void fail(ProxyError error) {
    answer.completeExceptionally(new AssertionError("failed with " + error));
  }

  private void complete(boolean hasContent) {
    Response response = head;
    if (response == null) {
      answer.completeExceptionally(new AssertionError("content before a head"));
    } else {
      answer.complete(
          new Answer(response.status(), response.fields(), content.toString(), hasContent));
    }
  }

  @Override
  public void flush() {
    // nothing is held back
  }

  @Override
  public boolean isWritable() {
    return true;
  }

  @Override
  public long contentBytes() {
    return contentBytes;
  }
}
