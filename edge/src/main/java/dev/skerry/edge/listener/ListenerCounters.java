package dev.skerry.edge.listener;

import dev.skerry.edge.codec.Flaw;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What the listeners of one edge have counted since its start; may be read from any thread. */
public final class ListenerCounters {
  private final LongAdder accepted = new LongAdder();
  private final LongAdder closed = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder handshakeFailures = new LongAdder();
  private final LongAdder http1Requests = new LongAdder();
  private final LongAdder http2Requests = new LongAdder();
  private final LongAdder timeouts = new LongAdder();
  private final LongAdder floods = new LongAdder();
  private final LongAdder tunnels = new LongAdder();
  private final Map<Flaw, LongAdder> flaws = new EnumMap<>(Flaw.class);

  /** Makes counters at zero. */
  public ListenerCounters() {
    for (Flaw flaw : Flaw.values()) {
      flaws.put(flaw, new LongAdder());
    }
  }

  /** Connections taken, without the rejected ones. */
  public long accepted() {
    return accepted.sum();
  }

  /** Connections open now. */
  public long open() {
    return Math.max(0, accepted.sum() - closed.sum());
  }

  /** Connections closed on arrival because of a limit. */
  public long rejected() {
    return rejected.sum();
  }

  /** TLS handshakes that failed or took too long. */
  public long handshakeFailures() {
    return handshakeFailures.sum();
  }

  /** Requests that came in HTTP/1.1 or HTTP/1.0 and were well-formed. */
  public long http1Requests() {
    return http1Requests.sum();
  }

  /** Requests that came in HTTP/2 and were well-formed. */
  public long http2Requests() {
    return http2Requests.sum();
  }

  /** Connections and streams closed because a viewer was too slow; idle ones are not counted. */
  public long timeouts() {
    return timeouts.sum();
  }

  /** HTTP/2 connections closed for a flood of resets, control frames or empty frames. */
  public long floods() {
    return floods.sum();
  }

  /** Tunnels made. */
  public long tunnels() {
    return tunnels.sum();
  }

  /** Requests refused for that flaw. */
  public long refused(Flaw flaw) {
    return Objects.requireNonNull(flaws.get(flaw)).sum();
  }

  void countAccepted() {
    accepted.increment();
  }

  void countClosed() {
    closed.increment();
  }

  void countRejected() {
    rejected.increment();
  }

  void countHandshakeFailure() {
    handshakeFailures.increment();
  }

  void countHttp1Request() {
    http1Requests.increment();
  }

  void countHttp2Request() {
    http2Requests.increment();
  }

  void countTimeout() {
    timeouts.increment();
  }

  void countFlood() {
    floods.increment();
  }

  void countTunnel() {
    tunnels.increment();
  }

  void countRefused(Flaw flaw) {
    Objects.requireNonNull(flaws.get(flaw)).increment();
  }
}
