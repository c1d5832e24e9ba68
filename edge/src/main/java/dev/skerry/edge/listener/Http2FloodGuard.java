package dev.skerry.edge.listener;

import static io.netty.handler.codec.http2.Http2Error.ENHANCE_YOUR_CALM;

import io.netty.handler.codec.http2.Http2Exception;

/**
 * Counts what a viewer can send on an HTTP/2 connection at no cost to itself: stream resets (its
 * own, and those that it provokes), control frames and empty frames (RFC 9113 §10.5).
 */
final class Http2FloodGuard {
  private static final int WINDOW_TICKS = (int) (30_000 / LoopConnections.TICK_MS);

  private final ServerLimits limits;
  private final LoopConnections clock;

  private int windowBegan;
  private int resets;
  private int controls;

  Http2FloodGuard(ServerLimits limits, LoopConnections clock) {
    this.limits = limits;
    this.clock = clock;
    this.windowBegan = clock.now();
  }

  /** A stream was reset. */
  void reset() throws Http2Exception {
    slide();
    if (++resets > limits.http2Resets()) {
      throw Http2Exception.connectionError(ENHANCE_YOUR_CALM, "too many streams were reset");
    }
  }

  /** A frame came that carries nothing of a request. */
  void control() throws Http2Exception {
    slide();
    if (++controls > limits.http2ControlFrames()) {
      throw Http2Exception.connectionError(ENHANCE_YOUR_CALM, "too many control frames");
    }
  }

  private void slide() {
    if (clock.now() - windowBegan > WINDOW_TICKS) {
      windowBegan = clock.now();
      resets = 0;
      controls = 0;
    }
  }
}
