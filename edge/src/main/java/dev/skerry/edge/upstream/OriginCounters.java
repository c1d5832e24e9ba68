package dev.skerry.edge.upstream;

import dev.skerry.edge.flow.ProxyError;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted of one origin of one pool, for metrics; gauges and ever growing counts, all of
 * which may be read by any thread.
 */
public final class OriginCounters {
  private final String pool;
  private final String origin;
  final LongAdder connectionsOpen = new LongAdder();
  final LongAdder connectionsIdle = new LongAdder();
  final LongAdder connectionsMade = new LongAdder();
  final LongAdder requestsActive = new LongAdder();
  final LongAdder requests = new LongAdder();
  final LongAdder requestsWaiting = new LongAdder();
  final LongAdder retries = new LongAdder();
  private final Map<ProxyError.Type, LongAdder> failures = new EnumMap<>(ProxyError.Type.class);
  private volatile int addresses;
  private volatile int healthy;
  private volatile int ejected;

  OriginCounters(String pool, String origin) {
    this.pool = pool;
    this.origin = origin;
    for (ProxyError.Type type : ProxyError.Type.values()) {
      failures.put(type, new LongAdder());
    }
  }

  /** The pool's name. */
  public String pool() {
    return pool;
  }

  /** The origin as {@code host:port}, or {@code bucket:NAME}. */
  public String origin() {
    return origin;
  }

  /** Connections that are open now, idle ones included. */
  public long connectionsOpen() {
    return connectionsOpen.sum();
  }

  /** Connections that are open now and carry no request. */
  public long connectionsIdle() {
    return connectionsIdle.sum();
  }

  /** Connections that were ever made. */
  public long connectionsMade() {
    return connectionsMade.sum();
  }

  /** Requests that are on their way now. */
  public long requestsActive() {
    return requestsActive.sum();
  }

  /** Requests that were ever sent, each try counted. */
  public long requests() {
    return requests.sum();
  }

  /** Requests that wait for a connection now. */
  public long requestsWaiting() {
    return requestsWaiting.sum();
  }

  /** Requests that were sent here again after a try, here or elsewhere, had failed. */
  public long retries() {
    return retries.sum();
  }

  /** Tries that failed with that type of error. */
  public long failures(ProxyError.Type type) {
    return counter(type).sum();
  }

  /** Addresses that the origin's name stands for now. */
  public int addresses() {
    return addresses;
  }

  /** Addresses that the active checks found healthy, or have not judged yet. */
  public int healthy() {
    return healthy;
  }

  /** Addresses that are left alone for a while because requests to them kept failing. */
  public int ejected() {
    return ejected;
  }

  void failed(ProxyError.Type type) {
    counter(type).increment();
  }

  private LongAdder counter(ProxyError.Type type) {
    return Objects.requireNonNull(failures.get(type));
  }

  void addresses(int all, int nowHealthy, int nowEjected) {
    addresses = all;
    healthy = nowHealthy;
    ejected = nowEjected;
  }
}
