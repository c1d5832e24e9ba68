package dev.skerry.edge.upstream;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Request;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one request goes: to which endpoint first, and where next when that fails.
 *
 * <p>In this order: the same endpoint on a fresh connection, when a connection that had rested
 * broke; another address of the same origin, when no connection could be made; another origin of
 * the pool, while attempts and budget allow; the pool it fails over to.
 */
final class Route {
  /** What to do next. */
  sealed interface Step {}

  /** Send it there. */
  record Try(Pool pool, LoopConnections target, boolean fresh) implements Step {}

  /** Tell the exchange. */
  record Fail(ProxyError error) implements Step {}

  /** Ask again when the pool's names are resolved. */
  record Wait(Pool pool) implements Step {}

  /** Addresses of one origin that are tried for one attempt. */
  private static final int MAX_ADDRESSES = 4;

  /** Pools that are asked for one request; configurations have no cycles, but they may change. */
  private static final int MAX_POOLS = 4;

  private final EventLoop loop;
  private final Request request;
  private final long hash;
  private Pool pool;
  private @Nullable List<Endpoint> tried;
  private int poolsUsed = 1;
  private int retries;
  private int addresses = 1;
  private boolean freshTried;

  /** Whether the budget was charged for the next try already. */
  private boolean paid;

  Route(Pool pool, EventLoop loop, Request request, long hash) {
    this.pool = pool;
    this.loop = loop;
    this.request = request;
    this.hash = hash;
  }

  /** The first step. */
  Step first() {
    pool.budget().request();
    return again();
  }

  /** The first step in the current pool, also after waiting for it to be resolved. */
  Step again() {
    LoopConnections target = choose(null);
    if (target != null) {
      return new Try(pool, target, false);
    }
    if (pool.membership().isResolving()) {
      return new Wait(pool);
    }
    boolean known = pool.members().length > 0;
    ProxyError error =
        known
            ? ProxyError.beforeSending(ProxyError.Type.DESTINATION_UNAVAILABLE, "no healthy origin")
            : pool.membership().error();
    return failOver(error);
  }

  /** Whether an answer with that status may be given up for another try. */
  boolean mayReplace(int status) {
    if (!pool.config().retries().statuses().contains(status) || !RetryRules.isRepeatable(request)) {
      return false;
    }
    paid = attemptsLeft() && pool.budget().tryRetry();
    return paid || pool.failover() != null;
  }

  /**
   * The step after a try that failed before anything was passed on, or whose status was refused.
   */
  Step after(Attempt last, ProxyError error) {
    Endpoint endpoint = last.endpoint();
    boolean refusedStatus = last.isStatusRefused();
    if (!refusedStatus && !RetryRules.maySendAgain(request, error)) {
      return new Fail(error);
    }
    if (last.wasOnUsedConnection() && !error.retryable() && !refusedStatus && !freshTried) {
      freshTried = true;
      LoopConnections same = pool.on(loop).choose(hash, e -> e == endpoint);
      if (same != null) {
        return new Try(pool, same, true);
      }
    }
    tried(endpoint);
    if (!last.wasOpened() && error.retryable() && addresses < MAX_ADDRESSES) {
      LoopConnections sibling = pool.on(loop).choose(hash, e -> isUntriedSibling(e, endpoint));
      if (sibling != null) {
        addresses++;
        return new Try(pool, sibling, false);
      }
    }
    return elsewhere(last, error);
  }

  private Step elsewhere(Attempt last, ProxyError error) {
    if (paid || (attemptsLeft() && pool.budget().tryRetry())) {
      paid = false;
      LoopConnections other = choose(tried);
      if (other == null && last.wasOpened()) {
        other = pool.on(loop).choose(hash, e -> true);
      }
      if (other != null) {
        retries++;
        addresses = 1;
        other.endpoint.counters.retries.increment();
        return new Try(pool, other, false);
      }
    }
    return failOver(error);
  }

  private Step failOver(ProxyError error) {
    Pool next = pool.failover();
    if (next == null || poolsUsed >= MAX_POOLS) {
      return new Fail(error);
    }
    poolsUsed++;
    pool = next;
    tried = null;
    retries = 0;
    addresses = 1;
    freshTried = false;
    return first();
  }

  private @Nullable LoopConnections choose(@Nullable List<Endpoint> not) {
    LoopPool here = pool.on(loop);
    if (not == null) {
      LoopConnections best = here.choose(hash, Endpoint::isAvailable);
      return best != null ? best : here.choose(hash, Endpoint::isUsable);
    }
    LoopConnections best = here.choose(hash, e -> e.isAvailable() && !not.contains(e));
    return best != null ? best : here.choose(hash, e -> e.isUsable() && !not.contains(e));
  }

  private boolean isUntriedSibling(Endpoint candidate, Endpoint endpoint) {
    return candidate.origin.equals(endpoint.origin)
        && candidate.isUsable()
        && (tried == null || !tried.contains(candidate));
  }

  private boolean attemptsLeft() {
    return retries < pool.config().retries().attempts();
  }

  private void tried(Endpoint endpoint) {
    List<Endpoint> list = tried;
    if (list == null) {
      list = new ArrayList<>(4);
      tried = list;
    }
    list.add(endpoint);
  }
}
