package dev.skerry.edge.listener;

import dev.skerry.edge.codec.Flaw;
import dev.skerry.edge.codec.FlawedMessageException;
import dev.skerry.edge.codec.ResponseWriter;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes request after request out of one HTTP/1.1 connection, one exchange at a time, so that
 * responses go out in the order of the requests (RFC 9112 §9.3).
 *
 * <p>What the viewer sends ahead waits, bounded by {@link #READ_AHEAD_BYTES} and one read; then
 * reading stops until an exchange takes it.
 */
final class Http1Exchanges {
  private static final Logger log = LoggerFactory.getLogger(Http1Exchanges.class);

  private static final int READ_AHEAD_BYTES = 64 * 1024;

  /** How much content that nobody wants is read to keep a connection. */
  private static final int MAX_DISCARDED_BYTES = 256 * 1024;

  private final Http1Connection connection;
  private final Server server;
  private final ServerLimits limits;
  private final Http1Input input;
  private final ResponseWriter writer;
  private final Http1Watch watch;

  /** The exchange under way. */
  private @Nullable Http1Stream stream;

  /** Null unless the connection is a tunnel. */
  private @Nullable Http1Tunnel tunnel;

  /** Whether the next octets may be the preface of HTTP/2. */
  private boolean prefaceAllowed;

  private boolean requestDone = true;
  private boolean responseDone;
  private boolean inputEnded;
  private boolean processing;
  private boolean stopped;
  private boolean draining;
  private int requests;
  private long discarded;

  Http1Exchanges(
      Http1Connection connection,
      Server server,
      ServerLimits limits,
      Http1Watch watch,
      Http1Input input,
      boolean prefaceAllowed) {
    this.connection = connection;
    this.server = server;
    this.limits = limits;
    this.watch = watch;
    this.input = input;
    this.prefaceAllowed = prefaceAllowed;
    this.writer = new ResponseWriter(server.clock);
  }

  Http1Connection connection() {
    return connection;
  }

  ResponseWriter writer() {
    return writer;
  }

  /** Does all that can be done with what is here. */
  void process() {
    if (processing) {
      // Called back by an exchange; the call under way goes on.
      return;
    }
    processing = true;
    try {
      while (!stopped && step()) {
        // Each step takes what it can.
      }
    } catch (FlawedMessageException e) {
      refuse(e.flaw());
    } finally {
      processing = false;
      input.trim();
    }
  }

  /** The viewer sends nothing more. */
  void endInput() {
    inputEnded = true;
    process();
  }

  boolean isInputEnded() {
    return inputEnded;
  }

  /** The viewer is gone, or another handler goes on. */
  void stop() {
    stopped = true;
    Http1Stream current = stream;
    stream = null;
    if (current != null) {
      current.viewerGone();
    }
    input.release();
  }

  /** Makes the response that is next to begin the last one. */
  void drain() {
    draining = true;
    Http1Stream current = stream;
    if (current != null && !current.isHeadWritten()) {
      writer.close();
    }
  }

  /** The viewer is too slow: it is told so if it can be, and so is the exchange. */
  void timeOut(String phase) {
    server.counters.countTimeout();
    server.observer.timedOut(connection.facts(), phase);
    Http1Stream current = stream;
    stream = null;
    boolean answered = !phase.equals("write") && mayAnswer(current);
    if (answered) {
      Http1Refusal.write(connection.output(), writer, 408, "the request took too long");
    }
    if (current != null) {
      current.breakOff("the viewer is too slow");
    }
    if (answered) {
      end(true);
    } else {
      connection.abort();
    }
  }

  /** Who has to do something. */
  Http1Watch.Phase phase() {
    Http1Stream current = stream;
    if (tunnel != null) {
      return Http1Watch.Phase.TUNNEL;
    }
    if (current == null) {
      return Http1Watch.Phase.REQUEST;
    }
    if (inputEnded) {
      return Http1Watch.Phase.HALF_CLOSED;
    }
    return !requestDone && (current.isResumed() || current.isInert())
        ? Http1Watch.Phase.CONTENT
        : Http1Watch.Phase.EXCHANGE;
  }

  /** Whether so much waits that nothing more should be read. */
  boolean hasEnough() {
    Http1Stream current = stream;
    return input.size() >= READ_AHEAD_BYTES
        && !stopped
        && (current == null ? !connection.isWritable() : !current.isResumed() || requestDone);
  }

  /** The socket may take more: the exchange goes on, or the next one begins. */
  void becameWritable() {
    if (!connection.isWritable()) {
      return;
    }
    Http1Stream current = stream;
    if (current != null) {
      current.becameWritable();
    } else {
      goOn();
    }
  }

  /** A region of a file has gone out. */
  void fileSent() {
    watch.active();
    becameWritable();
  }

  /** The exchange wants content again, or never again. */
  void contentWanted() {
    watch.active();
    goOn();
  }

  /** Something was written. */
  void wrote() {
    watch.active();
  }

  /** The response is complete. */
  void responseDone() {
    responseDone = true;
    watch.active();
    goOn();
  }

  /** The exchange failed before it had a head. */
  void answerFailure(int status) {
    Http1Refusal.write(connection.output(), writer, status, "the edge could not answer");
    stream = null;
    end(true);
  }

  /** The response is incomplete, and the viewer must see that. */
  void abortResponse() {
    connection.output().flushNow();
    connection.abort();
  }

  /** The head of a 101 was written: from now on bytes are passed on as they are. */
  void beginTunnel() {
    tunnel = new Http1Tunnel(connection, input);
    server.counters.countTunnel();
    connection.output().flush();
  }

  @Nullable Http1Tunnel tunnel() {
    return tunnel;
  }

  private void goOn() {
    if (!processing) {
      process();
      connection.adjustReading();
    }
  }

  /** Takes one step; false if nothing is to be done until something happens. */
  private boolean step() {
    Http1Stream current = stream;
    if (current == null) {
      // A viewer that takes no responses gets no more of them made.
      return connection.isWritable() && begin();
    }
    Http1Tunnel through = tunnel;
    if (through != null) {
      through.deliver(current, inputEnded);
      return false;
    }
    if (!requestDone) {
      takeContent(current);
    }
    if (!Objects.equals(stream, current) || !responseDone) {
      return false;
    }
    if (!writer.persistent()) {
      stream = null;
      end(!requestDone || input.size() > 0);
      return false;
    }
    if (!requestDone) {
      if (inputEnded || discarded > MAX_DISCARDED_BYTES) {
        stream = null;
        end(true);
      }
      return false;
    }
    stream = null;
    return true;
  }

  private boolean begin() {
    if (prefaceAllowed && input.size() > 0 && mayBePreface()) {
      return false;
    }
    Request request = input.request();
    if (request == null) {
      await();
      return false;
    }
    watch.began();
    server.counters.countHttp1Request();
    boolean last = draining || ++requests >= limits.requestsPerConnection();
    // What follows a CONNECT may be meant for the tunnel that there will not be.
    boolean connect = request.method().equals("CONNECT");
    writer.answer(request, input.isPersistent() && !last && !connect);
    input.beginContent();
    requestDone = input.isContentComplete();
    responseDone = false;
    discarded = 0;
    boolean expecting =
        !requestDone && "100-continue".equalsIgnoreCase(request.fields().first(FieldNames.EXPECT));
    Http1Stream next = new Http1Stream(this, connection.output(), expecting);
    stream = next;
    try {
      next.begun(server.handler.begin(request, next));
    } catch (RuntimeException e) {
      log.error("no exchange could begin for {}", request, e);
      next.beginFailed();
    }
    return true;
  }

  /** A request is waited for, or will never come. */
  private void await() {
    watch.waiting(input.isInHead());
    if (inputEnded) {
      end(false);
    }
  }

  /**
   * Looks for the preface of HTTP/2 (RFC 9113 §3.4) and hands the connection over when it is there.
   */
  private boolean mayBePreface() {
    int matched = input.matchedPreface();
    if (matched == Http2Preface.LENGTH) {
      stopped = true;
      ByteBuf all = input.takeAll();
      if (all != null) {
        connection.becomeHttp2(all);
      }
      return true;
    }
    if (matched < input.size()) {
      prefaceAllowed = false;
      return false;
    }
    await();
    return true;
  }

  private void takeContent(Http1Stream current) {
    while (isUnderWay(current) && !input.isContentComplete()) {
      boolean discarding = current.isInert() || current.isCancelled();
      ByteBuf piece = discarding || current.isResumed() ? input.content() : null;
      if (piece == null) {
        break;
      }
      current.contentBegan();
      if (discarding) {
        discarded += piece.readableBytes();
        piece.release();
      } else {
        current.deliver(piece);
      }
    }
    if (!isUnderWay(current)) {
      return;
    }
    if (input.isContentComplete()) {
      requestDone = true;
      Fields trailers = input.trailers();
      current.deliverEnd(trailers);
    } else if (inputEnded && !current.isInert() && (input.size() == 0 || current.isResumed())) {
      // The viewer ended its side within the content, and the exchange has taken what there was.
      current.breakOff("the content breaks off");
      connection.abort();
    }
  }

  private boolean isUnderWay(Http1Stream current) {
    return !stopped && Objects.equals(stream, current);
  }

  private void refuse(Flaw flaw) {
    Http1Stream current = stream;
    stream = null;
    boolean answered = mayAnswer(current);
    server.counters.countRefused(flaw);
    server.observer.refused(connection.facts(), flaw, answered ? flaw.status() : 0);
    if (answered) {
      Http1Refusal.write(connection.output(), writer, flaw.status(), flaw.text());
    }
    if (current != null) {
      current.breakOff(flaw.text());
    }
    end(true);
  }

  private static boolean mayAnswer(@Nullable Http1Stream current) {
    return current == null || !(current.isHeadWritten() || current.isInert());
  }

  /** The last response is written. */
  private void end(boolean lingering) {
    stopped = true;
    connection.end(lingering && !inputEnded);
  }
}
