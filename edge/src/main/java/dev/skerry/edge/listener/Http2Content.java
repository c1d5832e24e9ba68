package dev.skerry.edge.listener;

import dev.skerry.edge.codec.Flaw;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The content of a request on an HTTP/2 stream. What the exchange has not taken stays here and
 * unconsumed, so that the stream's window bounds it.
 */
final class Http2Content implements ContentSource {
  /** How much content that nobody wants is taken before the stream is reset. */
  private static final long MAX_DISCARDED_BYTES = 256 * 1024;

  private final Http2Connection connection;
  private final Http2Stream stream;
  private final LoopConnections clock;
  private final Queue<ByteBuf> waiting = new ArrayDeque<>(0);
  private long allowed;

  private @Nullable ViewerEvents events;
  private @Nullable Fields trailers;
  private boolean resumed;
  private boolean discarding;
  private boolean closed;
  private boolean endTold;
  private boolean delivering;
  private long discarded;
  private int active;

  Http2Content(
      Http2Connection connection, Http2Stream stream, ServerLimits limits, LoopConnections clock) {
    this.connection = connection;
    this.stream = stream;
    this.clock = clock;
    this.allowed = limits.contentBytes();
    this.active = clock.now();
  }

  @Override
  public void resume() {
    if (!resumed && !discarding) {
      resumed = true;
      active = clock.now();
      deliver();
    }
  }

  @Override
  public void pause() {
    resumed = false;
  }

  @Override
  public void cancel() {
    discard();
  }

  /** The exchange is there to take content. */
  void begin(ViewerEvents viewerEvents) {
    events = viewerEvents;
    deliver();
  }

  /** There is no content. */
  void nothing() {
    trailers = Fields.EMPTY;
    endTold = true;
  }

  /** From now on content is a tunnel's, which has no bound. */
  void tunnel() {
    allowed = Long.MAX_VALUE;
  }

  /** Takes a piece; how many of its octets are consumed already. */
  int received(ByteBuf data, boolean end) {
    int length = data.readableBytes();
    active = clock.now();
    allowed -= length;
    if (allowed < 0) {
      throw Flaw.CONTENT_TOO_LARGE.exception();
    }
    int consumed = length;
    if (discarding || closed) {
      countDiscarded(length, end);
    } else if (length > 0) {
      waiting.add(data.readRetainedSlice(length));
      consumed = 0;
    }
    if (end) {
      end(Fields.EMPTY);
    } else {
      deliver();
    }
    return consumed;
  }

  void end(Fields section) {
    if (trailers == null) {
      trailers = section;
    }
    deliver();
  }

  /** Nobody wants the rest. */
  void discard() {
    resumed = false;
    discarding = true;
    for (ByteBuf piece = waiting.poll(); piece != null; piece = waiting.poll()) {
      int length = piece.readableBytes();
      piece.release();
      countDiscarded(length, trailers != null);
      consume(length);
    }
  }

  /** The stream is closed; what was not taken has been given back to the connection's window. */
  void close() {
    closed = true;
    for (ByteBuf piece = waiting.poll(); piece != null; piece = waiting.poll()) {
      piece.release();
    }
  }

  boolean isEnded() {
    return trailers != null;
  }

  /** Whether the edge waits for the viewer to send. */
  boolean isAwaited() {
    return trailers == null && !closed && (resumed || discarding) && waiting.isEmpty();
  }

  /** The tick at which something came last. */
  int active() {
    return active;
  }

  void touch() {
    active = clock.now();
  }

  private void deliver() {
    ViewerEvents to = events;
    if (to == null || delivering) {
      return;
    }
    delivering = true;
    try {
      while (resumed && !discarding && !closed && !waiting.isEmpty()) {
        ByteBuf piece = waiting.remove();
        int length = piece.readableBytes();
        to.data(piece);
        consume(length);
      }
      Fields section = trailers;
      if (section != null && waiting.isEmpty() && !endTold && !discarding && !closed) {
        endTold = true;
        to.end(section);
      }
    } finally {
      delivering = false;
    }
  }

  private void consume(int length) {
    try {
      if (connection.connection().local().flowController().consumeBytes(stream, length)) {
        connection.flush();
      }
    } catch (Http2Exception e) {
      connection.onError(connection.ctx(), false, e);
    }
  }

  private void countDiscarded(int length, boolean end) {
    discarded += length;
    if (discarded > MAX_DISCARDED_BYTES && !end && !closed) {
      closed = true;
      connection
          .encoder()
          .writeRstStream(
              connection.ctx(),
              stream.id(),
              Http2Error.NO_ERROR.code(),
              connection.ctx().newPromise());
      connection.flush();
    }
  }
}
