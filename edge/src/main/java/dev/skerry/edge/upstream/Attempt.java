package dev.skerry.edge.upstream;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One try of a call: at one endpoint, from wanting a connection to the end of the response. It
 * counts, tells the pool how the endpoint did, and passes on what the call should know.
 */
final class Attempt implements Waiter.Taker, OriginEvents {
  /** Who is told how the try goes. */
  interface Listener extends OriginEvents {
    /** The request's head is written; the content may follow. */
    void opened(Attempt attempt, OriginStream stream);

    /** The head came; false asks to give this answer up for another try. */
    boolean accepts(Attempt attempt, int status);

    /** Nothing came that was passed on. */
    void failed(Attempt attempt, ProxyError error);
  }

  private final Pool pool;
  private final LoopConnections target;
  private final Request request;
  private final Listener listener;
  private @Nullable Waiter waiter;
  private @Nullable OriginStream stream;
  private boolean onUsedConnection;
  private boolean opened;
  private boolean counted;
  private boolean answered;
  private boolean statusRefused;
  private boolean over;

  Attempt(Pool pool, LoopConnections target, Request request, Listener listener) {
    this.pool = pool;
    this.target = target;
    this.request = request;
    this.listener = listener;
  }

  /**
   * Wants a connection.
   *
   * @param fresh whether one that was used before must not be taken from those that rest
   */
  void start(boolean fresh) {
    Waiter queued = target.acquire(this, request.upgrade() != null, fresh);
    if (!over && stream == null) {
      waiter = queued;
    }
  }

  Endpoint endpoint() {
    return target.endpoint;
  }

  /** Whether the connection had carried another request before. */
  boolean wasOnUsedConnection() {
    return onUsedConnection;
  }

  /** Whether there was a connection, so that the request may have been sent. */
  boolean wasOpened() {
    return opened;
  }

  /** Whether anything of a response was passed on. */
  boolean isAnswered() {
    return answered;
  }

  /** Whether the origin answered, but with a status for which another try is made. */
  boolean isStatusRefused() {
    return statusRefused;
  }

  /** Gives up, also what is left of a tunnel that ended in one direction; nothing more is told. */
  void cancel() {
    if (!over) {
      finish();
    }
    if (waiter != null) {
      waiter.giveUp();
      waiter = null;
    }
    if (stream != null) {
      stream.cancel();
    }
  }

  @Override
  public void take(OriginConnection connection) {
    waiter = null;
    onUsedConnection = connection.wasUsed();
    opened = true;
    counted = true;
    Endpoint endpoint = target.endpoint;
    endpoint.active.incrementAndGet();
    endpoint.counters.requestsActive.increment();
    endpoint.counters.requests.increment();
    String host = pool.config().host();
    String authority = host != null ? host : request.authority();
    if (authority.isEmpty()) {
      authority = endpoint.authority;
    }
    OriginStream taken = connection.open(request, authority, this);
    if (over) {
      return;
    }
    stream = taken;
    listener.opened(this, taken);
    if (!over) {
      taken.flush();
    }
  }

  @Override
  public void refused(ProxyError error) {
    waiter = null;
    if (RetryRules.isEndpointsFault(error)) {
      pool.ejections().unreachable(target.endpoint);
    }
    fail(error);
  }

  @Override
  public void informational(Response response) {
    answered = true;
    listener.informational(response);
  }

  @Override
  public void head(Response response, boolean hasContent) {
    int status = response.status();
    if (RetryRules.isEndpointsFault(status)) {
      pool.ejections().failed(target.endpoint);
    } else {
      pool.ejections().succeeded(target.endpoint);
    }
    if (!listener.accepts(this, status)) {
      statusRefused = true;
      cancel();
      listener.failed(
          this, ProxyError.of(ProxyError.Type.DESTINATION_UNAVAILABLE, "status " + status));
      return;
    }
    answered = true;
    if (!hasContent) {
      finish();
    }
    listener.head(response, hasContent);
  }

  @Override
  public void data(ByteBuf content) {
    if (over) {
      content.release();
    } else {
      listener.data(content);
    }
  }

  @Override
  public void end(Fields trailers) {
    finish();
    listener.end(trailers);
  }

  @Override
  public void fail(ProxyError error) {
    if (over) {
      return;
    }
    finish();
    endpoint().counters.failed(error.type());
    if (RetryRules.isEndpointsFault(error)) {
      pool.ejections().failed(target.endpoint);
    }
    listener.failed(this, error);
  }

  @Override
  public void writable() {
    listener.writable();
  }

  private void finish() {
    over = true;
    if (counted) {
      counted = false;
      target.endpoint.active.decrementAndGet();
      target.endpoint.counters.requestsActive.decrement();
    }
  }
}
