package dev.skerry.edge.listener;

import dev.skerry.edge.codec.Http2Responses;
import dev.skerry.edge.flow.ConnectionFacts;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.FlushBatch;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One exchange on a stream of an HTTP/2 connection. */
final class Http2ViewerStream implements ViewerStream, FlushBatch.Target {
  private static final Logger log = LoggerFactory.getLogger(Http2ViewerStream.class);

  private final Http2Connection connection;
  private final Http2Stream stream;
  private final Http2Content content;
  private final Http2Output output;
  private final LoopConnections clock;
  private final ServerLimits limits;
  private final boolean toHead;

  private @Nullable ViewerEvents events;
  private boolean over;
  private boolean gone;
  private boolean headWritten;
  private boolean unwritable;

  /** Whether the batch has this stream already. */
  private boolean flushWanted;

  private boolean tunnel;
  private boolean outputEnded;

  private int windowSize;
  private int windowSince;

  Http2ViewerStream(
      Http2Connection connection,
      Http2Stream stream,
      Request request,
      ServerLimits limits,
      LoopConnections clock) {
    this.connection = connection;
    this.stream = stream;
    this.limits = limits;
    this.clock = clock;
    this.toHead = request.method().equals("HEAD");
    this.content = new Http2Content(connection, stream, limits, clock);
    this.output = new Http2Output(connection, stream);
  }

  /** The length that a request announces, or -1. */
  static long announced(Request request) {
    String length = request.fields().first(FieldNames.CONTENT_LENGTH);
    return length == null ? -1 : Long.parseLong(length);
  }

  Http2Stream stream() {
    return stream;
  }

  /** The handler has returned; what happened meanwhile is told now. */
  void begun(ViewerEvents viewerEvents, boolean requestEnded) {
    events = viewerEvents;
    if (gone && !over) {
      over = true;
      viewerEvents.gone();
    }
    if (requestEnded) {
      content.nothing();
    } else {
      content.begin(viewerEvents);
    }
  }

  /** The handler could not begin an exchange. */
  void broken() {
    if (isInert()) {
      return;
    }
    over = true;
    if (headWritten) {
      output.reset(Http2Error.INTERNAL_ERROR);
    } else {
      Http2Refusal.write(connection, stream, 500, "the edge could not answer");
      connection.flush();
    }
  }

  /** Takes a piece of content; how many octets of it are consumed already. */
  int received(ByteBuf data, boolean end) {
    return content.received(data, end);
  }

  void trailers(Fields trailers) {
    content.end(trailers);
  }

  /** The stream is closed, by whomever. */
  void closed() {
    content.close();
    output.release();
    tellGone();
  }

  /** What the viewer sends cannot be used; nothing more is written for the exchange. */
  void breakOff(String details) {
    ViewerEvents to = events;
    if (to != null && !isInert() && !content.isEnded()) {
      content.close();
      to.fail(ProxyError.of(ProxyError.Type.HTTP_REQUEST_ERROR, details));
    }
    tellGone();
  }

  void writabilityChanged() {
    ViewerEvents to = events;
    if (unwritable && to != null && !isInert() && isWritable()) {
      to.writable();
    }
  }

  /** Whether the exchange was told that no more can be taken, and waits to be told otherwise. */
  boolean isWaiting() {
    return unwritable && !isInert();
  }

  void windowOpened() {
    windowSince = clock.now();
  }

  boolean isLate(int now) {
    return latePhase(now) != null;
  }

  String latePhase() {
    String phase = latePhase(clock.now());
    return phase == null ? "content" : phase;
  }

  void cancelLate() {
    boolean answer = "content".equals(latePhase()) && !headWritten && !isInert();
    breakOff("the viewer is too slow");
    if (answer) {
      Http2Refusal.write(connection, stream, 408, "the request took too long");
    }
    output.reset(answer ? Http2Error.NO_ERROR : Http2Error.CANCEL);
  }

  private @Nullable String latePhase(int now) {
    int idle = tunnel ? limits.tunnelTicks() : limits.contentTicks();
    if (content.isAwaited() && now - content.active() > idle) {
      return "content";
    }
    boolean waiting = connection.encoder().flowController().hasFlowControlled(stream);
    int window = connection.encoder().flowController().windowSize(stream);
    if (!waiting || window != windowSize) {
      windowSize = window;
      windowSince = now;
      return null;
    }
    return now - windowSince > limits.writeTicks() ? "write" : null;
  }

  @Override
  public EventLoop loop() {
    return connection.loop();
  }

  @Override
  public ConnectionFacts connection() {
    return connection.facts();
  }

  @Override
  public ContentSource requestContent() {
    return content;
  }

  @Override
  public void informational(Response response) {
    if (!isInert() && !headWritten) {
      output.headers(Http2Responses.writeInformational(response), false);
      flush();
    }
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
    if (response.status() == 101) {
      tunnel = true;
      content.tunnel();
      connection.server().counters.countTunnel();
      output.headers(
          Http2Responses.write(WebSocketOverHttp2.accepted(response), connection.server().clock),
          false);
      return;
    }
    String length = response.fields().first(FieldNames.CONTENT_LENGTH);
    boolean none = toHead || response.status() == 204 || response.status() == 304;
    if (hasContent && !none && length != null) {
      output.announce(parse(length));
    } else if (none) {
      output.announce(0);
    }
    if (!hasContent) {
      over = true;
    }
    output.headers(Http2Responses.write(response, connection.server().clock), !hasContent);
    if (!hasContent) {
      content.discard();
    }
  }

  @Override
  public void data(ByteBuf piece) {
    if (isInert() || !headWritten || !piece.isReadable()) {
      piece.release();
      return;
    }
    if (output.data(piece)) {
      content.touch();
    }
  }

  @Override
  public void end(Fields trailers) {
    if (isInert() || !headWritten) {
      return;
    }
    if (output.isShort()) {
      over = true;
      output.reset(Http2Error.INTERNAL_ERROR);
      return;
    }
    // A tunnel is over when the viewer has ended its side too.
    outputEnded = true;
    over = !tunnel || content.isEnded();
    output.end(trailers);
    if (!tunnel) {
      content.discard();
    }
  }

  @Override
  public void fail(ProxyError error) {
    if (isInert()) {
      return;
    }
    over = true;
    if (headWritten) {
      output.reset(Http2Error.INTERNAL_ERROR);
    } else {
      Http2Refusal.write(connection, stream, error.type().status(), "the edge could not answer");
      content.discard();
      connection.flush();
    }
  }

  @Override
  public void flush() {
    if (gone || flushWanted) {
      return;
    }
    flushWanted = true;
    if (!connection.batch().add(this)) {
      flushBatched();
    }
  }

  @Override
  public void flushBatched() {
    flushWanted = false;
    output.writeHeld();
    connection.flush();
  }

  @Override
  public boolean isWritable() {
    boolean writable =
        isInert()
            || (connection.encoder().flowController().isWritable(stream)
                && connection.ctx().channel().isWritable());
    unwritable = !writable;
    return writable;
  }

  @Override
  public long contentBytes() {
    return output.contentBytes();
  }

  private boolean isInert() {
    return over || gone;
  }

  private void tellGone() {
    if (gone) {
      return;
    }
    gone = true;
    over |= tunnel && outputEnded && content.isEnded();
    ViewerEvents to = events;
    if (to != null && !over) {
      over = true;
      try {
        to.gone();
      } catch (RuntimeException e) {
        log.error("an exchange failed when its viewer went away", e);
      }
    }
  }

  private static long parse(String length) {
    try {
      return Long.parseLong(length);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
