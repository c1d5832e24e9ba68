package dev.skerry.edge.listener;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** Watches the time limits of one HTTP/1.1 connection against a slow viewer. */
final class Http1Watch {
  /** Who has to do something. */
  enum Phase {
    /** The viewer: send a request. */
    REQUEST,
    /** The viewer: send content. */
    CONTENT,
    /** The edge. */
    EXCHANGE,
    /** The edge, for a viewer that has ended its side, and so may be gone. */
    HALF_CLOSED,
    /** Both, in a tunnel. */
    TUNNEL
  }

  /** Which limit has passed. */
  enum Verdict {
    FINE,
    IDLE,
    HEADER,
    CONTENT,
    WRITE
  }

  private final ServerLimits limits;
  private final LoopConnections clock;

  private final OutboundStall stall = new OutboundStall();

  private @Nullable Channel channel;
  private boolean fresh = true;
  private boolean inHead;
  private int headSince;
  private int active;

  Http1Watch(ServerLimits limits, LoopConnections clock) {
    this.limits = limits;
    this.clock = clock;
  }

  void begin(Channel watched) {
    channel = watched;
    active = clock.now();
    headSince = active;
  }

  /** Something came or was written, or is waited for from now on. */
  void active() {
    active = clock.now();
  }

  /** For how long nothing has come and nothing was written. */
  int quietTicks(int now) {
    return now - active;
  }

  /** A request has begun: its head is complete. */
  void began() {
    fresh = false;
    inHead = false;
    active = clock.now();
  }

  /**
   * A request is waited for.
   *
   * @param partial whether a part of it came
   */
  void waiting(boolean partial) {
    if (partial && !inHead) {
      if (!fresh) {
        headSince = clock.now();
      }
      inHead = true;
    }
  }

  Verdict verdict(int now, Phase phase) {
    Channel watched = channel;
    if (watched != null && stall.ticks(watched, now) > limits.writeTicks()) {
      return Verdict.WRITE;
    }
    return switch (phase) {
      case REQUEST -> request(now);
      case CONTENT -> now - active > limits.contentTicks() ? Verdict.CONTENT : Verdict.FINE;
      case TUNNEL -> now - active > limits.tunnelTicks() ? Verdict.IDLE : Verdict.FINE;
      case HALF_CLOSED -> now - active > limits.idleTicks() ? Verdict.IDLE : Verdict.FINE;
      case EXCHANGE -> Verdict.FINE;
    };
  }

  private Verdict request(int now) {
    if (inHead || fresh) {
      boolean late = now - headSince > limits.headerTicks();
      return !late ? Verdict.FINE : inHead ? Verdict.HEADER : Verdict.IDLE;
    }
    return now - active > limits.idleTicks() ? Verdict.IDLE : Verdict.FINE;
  }
}
