package dev.skerry.edge.upstream;

import dev.skerry.edge.config.PoolConfig;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One address of one origin: what is chosen, watched and connected to.
 *
 * <p>Its condition is changed on the pool's home loop only and read by all loops.
 */
final class Endpoint {
  /** Which protocol the endpoint is known to speak. */
  enum Protocol {
    UNKNOWN,
    HTTP_1,
    HTTP_2
  }

  final PoolConfig.Origin origin;
  final InetSocketAddress address;

  /** Host and port of the origin. */
  final String authority;

  final OriginCounters counters;

  /** Requests on their way, of all loops. */
  final AtomicInteger active = new AtomicInteger();

  /** Failures since the last success, of all loops. */
  final AtomicInteger failuresInRow = new AtomicInteger();

  final long originHash;
  final long addressHash;
  volatile Protocol protocol = Protocol.UNKNOWN;

  /** Whether the origin said that it wants to be spoken to in HTTP/1.1 (RFC 9113 §7). */
  volatile boolean http1Required;

  private volatile boolean available = true;
  private volatile boolean usable = true;
  private boolean healthy = true;
  private boolean ejected;
  private boolean setAside;

  Endpoint(PoolConfig.Origin origin, InetSocketAddress address, OriginCounters counters) {
    this.origin = origin;
    this.address = address;
    this.counters = counters;
    authority = origin.authority();
    originHash = Hashing.of(authority);
    addressHash = Hashing.of(address.getAddress().getHostAddress() + ' ' + address.getPort());
  }

  int weight() {
    return origin.weight();
  }

  /** Whether requests should go there: found healthy, not ejected and not set aside. */
  boolean isAvailable() {
    return available;
  }

  /** Whether requests may go there if there is no better place: available, or only set aside. */
  boolean isUsable() {
    return usable;
  }

  boolean isHealthy() {
    return healthy;
  }

  boolean isEjected() {
    return ejected;
  }

  /** Whether connecting failed lately while the origin has other addresses. */
  boolean isSetAside() {
    return setAside;
  }

  void healthy(boolean value) {
    healthy = value;
    update();
  }

  void ejected(boolean value) {
    ejected = value;
    update();
  }

  void setAside(boolean value) {
    setAside = value;
    update();
  }

  private void update() {
    usable = healthy && !ejected;
    available = usable && !setAside;
  }

  @Override
  public String toString() {
    return counters.origin() + " at " + address.getAddress().getHostAddress();
  }
}
