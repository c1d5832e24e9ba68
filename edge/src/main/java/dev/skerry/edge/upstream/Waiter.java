package dev.skerry.edge.upstream;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.upstream.TimeoutQueue.Timeout;

/** A request in the queue for a connection to one endpoint. */
final class Waiter {
  /** Who wants a connection; exactly one call, unless it gives up waiting. */
  interface Taker {
    void take(OriginConnection connection);

    void refused(ProxyError error);
  }

  final Taker taker;

  /** Whether a connection that speaks HTTP/2 is of no use. */
  final boolean http1Only;

  private final LoopConnections queue;
  final Timeout timeout = new Timeout(this::expired);

  Waiter(LoopConnections queue, Taker taker, boolean http1Only) {
    this.queue = queue;
    this.taker = taker;
    this.http1Only = http1Only;
  }

  /** Leaves the queue. */
  void giveUp() {
    timeout.disarm();
    queue.remove(this);
  }

  private void expired() {
    queue.remove(this);
    taker.refused(
        ProxyError.beforeSending(
            ProxyError.Type.CONNECTION_LIMIT_REACHED, "waited for a connection"));
  }
}
