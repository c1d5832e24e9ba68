package dev.skerry.edge.upstream;

import dev.skerry.edge.config.PoolConfig;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves endpoints alone for a while to which requests keep failing: longer each time, at most a
 * share of the pool, and never the last that is left.
 *
 * <p>Also sets an address aside to which no connection can be made while its origin has others.
 */
final class Ejections {
  private static final long MIN_ASIDE_MILLIS = 1_000;
  private static final long MAX_ASIDE_MILLIS = 30_000;

  /** An endpoint that did well for so many times its last ejection begins anew. */
  private static final int FORGIVEN_AFTER = 10;

  private static final Logger log = LoggerFactory.getLogger(Ejections.class);

  private static final class Past {
    long ejectMillis;
    long lastEndNanos;
    long asideMillis = MIN_ASIDE_MILLIS;
    long asideEndNanos;
  }

  private final PoolConfig config;
  private final EventLoop home;
  private final Membership membership;
  private final Map<Endpoint, Past> records = new HashMap<>();
  private boolean closed;

  Ejections(PoolConfig config, EventLoop home, Membership membership) {
    this.config = config;
    this.home = home;
    this.membership = membership;
  }

  /** A request to the endpoint went well; on any loop. */
  void succeeded(Endpoint endpoint) {
    if (endpoint.failuresInRow.get() != 0) {
      endpoint.failuresInRow.set(0);
    }
  }

  /** A request to the endpoint failed by the endpoint's fault; on any loop. */
  void failed(Endpoint endpoint) {
    int inRow = endpoint.failuresInRow.incrementAndGet();
    if (isTooMany(inRow) && !endpoint.isEjected()) {
      home.execute(() -> eject(endpoint));
    }
  }

  /** No connection to the endpoint could be made; on any loop. */
  void unreachable(Endpoint endpoint) {
    if (endpoint.isAvailable()) {
      home.execute(() -> setAside(endpoint));
    }
  }

  /** On the home loop: the endpoint is no more. */
  void forget(Endpoint endpoint) {
    records.remove(endpoint);
  }

  void close() {
    closed = true;
  }

  private boolean isTooMany(int failuresInRow) {
    int allowed = config.ejection().failures();
    return allowed > 0 && failuresInRow >= allowed;
  }

  private void eject(Endpoint endpoint) {
    if (closed
        || endpoint.isEjected()
        || !isTooMany(endpoint.failuresInRow.get())
        || !mayEjectOneMore(endpoint)) {
      return;
    }
    Past record = records.computeIfAbsent(endpoint, e -> new Past());
    PoolConfig.Ejection rule = config.ejection();
    long now = home.ticker().nanoTime();
    boolean forgiven =
        TimeUnit.NANOSECONDS.toMillis(now - record.lastEndNanos)
            > FORGIVEN_AFTER * record.ejectMillis;
    record.ejectMillis =
        record.ejectMillis == 0 || forgiven
            ? rule.ejectMs()
            : Math.min(2 * record.ejectMillis, rule.maxEjectMs());
    endpoint.ejected(true);
    membership.count();
    log.warn(
        "pool {}: {} is ejected for {} ms after {} failures in a row",
        config.name(),
        endpoint,
        record.ejectMillis,
        endpoint.failuresInRow.get());
    later(record.ejectMillis, () -> readmit(endpoint, record));
  }

  private void readmit(Endpoint endpoint, Past record) {
    record.lastEndNanos = home.ticker().nanoTime();
    endpoint.failuresInRow.set(0);
    endpoint.ejected(false);
    membership.count();
    log.info("pool {}: {} is used again", config.name(), endpoint);
  }

  private boolean mayEjectOneMore(Endpoint candidate) {
    Endpoint[] members = membership.members();
    int ejected = 0;
    boolean othersLeft = false;
    for (Endpoint member : members) {
      if (member.isEjected()) {
        ejected++;
      } else if (member != candidate && member.isUsable()) {
        othersLeft = true;
      }
    }
    return othersLeft
        && (ejected + 1) * 100L <= (long) members.length * config.ejection().maxEjectedPercent();
  }

  private void setAside(Endpoint endpoint) {
    if (closed || endpoint.isSetAside() || membership.siblings(endpoint) < 2) {
      return;
    }
    Past record = records.computeIfAbsent(endpoint, e -> new Past());
    long now = home.ticker().nanoTime();
    boolean again =
        TimeUnit.NANOSECONDS.toMillis(now - record.asideEndNanos) < MAX_ASIDE_MILLIS
            && record.asideEndNanos != 0;
    record.asideMillis =
        again ? Math.min(2 * record.asideMillis, MAX_ASIDE_MILLIS) : MIN_ASIDE_MILLIS;
    endpoint.setAside(true);
    later(
        record.asideMillis,
        () -> {
          record.asideEndNanos = home.ticker().nanoTime();
          endpoint.setAside(false);
        });
  }

  private void later(long millis, Runnable action) {
    home.schedule(action, millis, TimeUnit.MILLISECONDS);
  }
}
