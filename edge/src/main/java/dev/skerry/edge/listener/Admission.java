package dev.skerry.edge.listener;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts connections and refuses those above the limits; safe for use by several event loops. */
final class Admission {
  private final Server server;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentMap<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
  private volatile @Nullable CompletableFuture<Void> empty;

  Admission(Server server) {
    this.server = server;
  }

  /** Takes the connection and counts it until it is closed; or closes it and is false. */
  boolean admit(Channel channel) {
    InetAddress address =
        channel.remoteAddress() instanceof InetSocketAddress remote ? remote.getAddress() : null;
    if (!count(address)) {
      server.counters.countRejected();
      channel.close();
      return false;
    }
    server.counters.countAccepted();
    channel.closeFuture().addListener(closed -> release(address));
    return true;
  }

  int open() {
    return open.get();
  }

  /** Completes when no connection is open. */
  CompletableFuture<Void> whenEmpty() {
    CompletableFuture<Void> future = new CompletableFuture<>();
    empty = future;
    if (open.get() == 0) {
      future.complete(null);
    }
    return future;
  }

  private boolean count(@Nullable InetAddress address) {
    if (open.incrementAndGet() > server.maxConnections()) {
      uncount();
      return false;
    }
    if (address != null
        && perAddress.merge(address, 1, Integer::sum) > server.maxConnectionsPerAddress()) {
      uncount();
      forget(address);
      return false;
    }
    return true;
  }

  private void release(@Nullable InetAddress address) {
    server.counters.countClosed();
    if (address != null) {
      forget(address);
    }
    uncount();
  }

  private void forget(InetAddress address) {
    perAddress.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
  }

  private void uncount() {
    // Who waits sets the future before looking at the count, so one of the two sees the other.
    if (open.decrementAndGet() == 0) {
      CompletableFuture<Void> waiting = empty;
      if (waiting != null) {
        waiting.complete(null);
      }
    }
  }
}
