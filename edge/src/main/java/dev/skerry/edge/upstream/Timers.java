package dev.skerry.edge.upstream;

import dev.skerry.edge.config.Limits;
import dev.skerry.edge.config.PoolConfig;
import io.netty.channel.EventLoop;

/** The waits of one pool on one event loop, each with its duration. */
final class Timers {
  /** From the end of the request to the response's head. */
  final TimeoutQueue firstByte;

  /** Between two pieces of content, in either direction. */
  final TimeoutQueue betweenBytes;

  /** A connection without a request. */
  final TimeoutQueue idle;

  /** A request without a connection. */
  final TimeoutQueue connection;

  /** A tunnel in which nothing moves. */
  final TimeoutQueue tunnel;

  Timers(EventLoop loop, PoolConfig config, Limits limits) {
    firstByte = new TimeoutQueue(loop, config.timeouts().firstByteMs());
    betweenBytes = new TimeoutQueue(loop, config.timeouts().betweenBytesMs());
    idle = new TimeoutQueue(loop, config.timeouts().idleMs());
    connection = new TimeoutQueue(loop, config.connections().waitMs());
    tunnel = new TimeoutQueue(loop, limits.tunnelIdleTimeoutMs());
  }
}
