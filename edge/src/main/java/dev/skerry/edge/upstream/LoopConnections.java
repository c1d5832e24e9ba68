package dev.skerry.edge.upstream;

import dev.skerry.edge.config.PoolConfig;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.upstream.Endpoint.Protocol;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections from one event loop to one endpoint: those that rest, those that are shared, and
 * the requests that wait for one.
 *
 * <p>A request takes the connection that rested last, or a place on a shared one; else it joins the
 * queue, and connections are made while there are fewer than the limit and more requests wait than
 * connections are on their way. Whatever connection comes first serves the first in the queue.
 */
final class LoopConnections implements ConnectionOwner {
  /** Requests that one HTTP/2 connection on its way is expected to serve. */
  private static final int EXPECTED_STREAMS = 100;

  /** HTTP/2 connections to one endpoint; more streams wait. */
  private static final int MAX_SHARED = 4;

  final Endpoint endpoint;
  private final LoopPool pool;
  private final PoolConfig.Connections limits;
  private final ArrayDeque<Http1Connection> resting = new ArrayDeque<>();
  private final List<Http2Connection> shared = new ArrayList<>();
  private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
  private int open;
  private int connecting;
  private boolean draining;

  LoopConnections(Endpoint endpoint, LoopPool pool) {
    this.endpoint = endpoint;
    this.pool = pool;
    this.limits = pool.config().connections();
  }

  /**
   * Gives the taker a connection now or later.
   *
   * @param fresh whether a connection that was used before must not be taken now
   * @return its place in the queue, or null if the taker was told already
   */
  @Nullable Waiter acquire(Waiter.Taker taker, boolean http1Only, boolean fresh) {
    OriginConnection ready = http1Only ? null : sharedWithRoom();
    if (ready == null && !fresh && waiting.isEmpty()) {
      ready = rested();
    }
    if (ready != null) {
      taker.take(ready);
      return null;
    }
    boolean connects = waiting.size() < covered() || mayConnect();
    if (!connects && waiting.size() - covered() >= limits.maxWaiting()) {
      taker.refused(
          ProxyError.beforeSending(
              ProxyError.Type.CONNECTION_LIMIT_REACHED, "too many requests wait"));
      return null;
    }
    Waiter waiter = new Waiter(this, taker, http1Only);
    waiting.add(waiter);
    endpoint.counters.requestsWaiting.increment();
    if (!connects) {
      pool.timers().connection.arm(waiter.timeout);
    }
    connectIfNeeded();
    return waiter;
  }

  void remove(Waiter waiter) {
    if (waiting.remove(waiter)) {
      endpoint.counters.requestsWaiting.decrement();
    }
  }

  /** Keeps no connection any more; those in use are closed when their requests are done. */
  void drain() {
    draining = true;
    for (Http1Connection rested = resting.poll(); rested != null; rested = resting.poll()) {
      endpoint.counters.connectionsIdle.decrement();
      rested.close();
    }
    for (Http2Connection connection : List.copyOf(shared)) {
      connection.retire();
    }
  }

  /** Whether nothing is open, on its way or waited for. */
  boolean isEmpty() {
    return open == 0 && waiting.isEmpty();
  }

  /** Whether it is empty and stays so, but for requests that chose the endpoint before it went. */
  boolean isDone() {
    return draining && isEmpty();
  }

  @Override
  public void available(OriginConnection connection) {
    switch (connection) {
      case Http1Connection single -> {
        Waiter next = nextWaiter(false);
        if (next != null) {
          next.taker.take(single);
        } else if (draining || resting.size() >= limits.maxIdlePerLoop()) {
          single.close();
        } else {
          resting.push(single);
          endpoint.counters.connectionsIdle.increment();
          single.rest();
        }
      }
      case Http2Connection many -> serve(many);
    }
  }

  @Override
  public void retired(OriginConnection connection) {
    if (connection instanceof Http2Connection many) {
      shared.remove(many);
      connectIfNeeded();
    }
  }

  @Override
  public void http1Required() {
    endpoint.http1Required = true;
    endpoint.protocol = Protocol.HTTP_1;
  }

  @Override
  public void closed(OriginConnection connection) {
    open--;
    endpoint.counters.connectionsOpen.decrement();
    switch (connection) {
      case Http1Connection single -> {
        if (resting.remove(single)) {
          endpoint.counters.connectionsIdle.decrement();
        }
      }
      case Http2Connection many -> shared.remove(many);
    }
    connectIfNeeded();
    pool.changed();
  }

  private void connectIfNeeded() {
    while (waiting.size() > covered() && mayConnect()) {
      connect(waiterAt(covered()).http1Only);
    }
  }

  private boolean mayConnect() {
    boolean many = endpoint.protocol == Protocol.HTTP_2;
    return open < (many ? Math.min(limits.maxPerLoop(), MAX_SHARED) : limits.maxPerLoop());
  }

  /** How many of the waiting the connections on their way will serve. */
  private int covered() {
    boolean many = pool.connector().mayBeHttp2(endpoint) && endpoint.protocol != Protocol.HTTP_1;
    return many ? connecting * EXPECTED_STREAMS : connecting;
  }

  private void connect(boolean http1Only) {
    open++;
    connecting++;
    endpoint.counters.connectionsOpen.increment();
    pool.connector()
        .connect(
            endpoint,
            pool.loop(),
            http1Only || endpoint.http1Required,
            new Connector.Result() {
              @Override
              public void connected(Channel channel, boolean http2) {
                endpoint.counters.connectionsMade.increment();
                add(channel, http2, http1Only);
              }

              @Override
              public void failed(ProxyError error) {
                connectFailed(error);
              }
            });
  }

  private void add(Channel channel, boolean http2, boolean http1Only) {
    connecting--;
    if (!http1Only) {
      endpoint.protocol = http2 ? Protocol.HTTP_2 : Protocol.HTTP_1;
    }
    OriginConnection connection =
        pool.connectionMaker().make(channel, endpoint.origin.secure(), http2, this);
    if (connection instanceof Http2Connection many) {
      shared.add(many);
    }
    available(connection);
    connectIfNeeded();
  }

  private void connectFailed(ProxyError error) {
    int affected = Math.max(1, covered() / connecting);
    connecting--;
    open--;
    endpoint.counters.connectionsOpen.decrement();
    List<Waiter> told = new ArrayList<>();
    for (int i = 0; i < affected; i++) {
      Waiter waiter = nextWaiter(false);
      if (waiter != null) {
        told.add(waiter);
      }
    }
    for (Waiter waiter : told) {
      waiter.taker.refused(error);
    }
    connectIfNeeded();
    pool.changed();
  }

  private void serve(Http2Connection connection) {
    if (draining) {
      connection.retire();
      return;
    }
    while (connection.hasRoom()) {
      Waiter next = nextWaiter(true);
      if (next == null) {
        return;
      }
      next.taker.take(connection);
    }
  }

  private @Nullable Http2Connection sharedWithRoom() {
    for (Http2Connection connection : shared) {
      if (connection.hasRoom()) {
        return connection;
      }
    }
    return null;
  }

  private @Nullable Http1Connection rested() {
    for (Http1Connection last = resting.poll(); last != null; last = resting.poll()) {
      endpoint.counters.connectionsIdle.decrement();
      if (last.isUsable()) {
        return last;
      }
      last.close();
    }
    return null;
  }

  private @Nullable Waiter nextWaiter(boolean http2) {
    if (waiting.isEmpty()) {
      return null;
    }
    Iterator<Waiter> queue = waiting.iterator();
    while (queue.hasNext()) {
      Waiter waiter = queue.next();
      if (!http2 || !waiter.http1Only) {
        queue.remove();
        endpoint.counters.requestsWaiting.decrement();
        waiter.timeout.disarm();
        return waiter;
      }
    }
    return null;
  }

  private Waiter waiterAt(int index) {
    for (Waiter waiter : waiting) {
      if (index-- == 0) {
        return waiter;
      }
    }
    throw new IllegalStateException("fewer requests wait than were counted");
  }
}
