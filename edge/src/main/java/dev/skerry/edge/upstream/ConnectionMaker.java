package dev.skerry.edge.upstream;

import dev.skerry.edge.codec.HeadLimits;
import dev.skerry.edge.config.Limits;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2FrameCodec;

/** Puts the handlers of HTTP on a channel that is connected. */
final class ConnectionMaker {
  private static final int TARGET_BYTES = 1; // Of requests; an origin sends none.

  private final Timers timers;
  private final HeadLimits limits;
  private final int maxInterim;

  ConnectionMaker(Timers timers, Limits limits) {
    this.timers = timers;
    this.limits =
        new HeadLimits(TARGET_BYTES, limits.originHeaderBytes(), limits.originHeaderCount());
    this.maxInterim = limits.informationalResponses();
  }

  OriginConnection make(Channel channel, boolean secure, boolean http2, ConnectionOwner owner) {
    if (!http2) {
      Http1Connection connection = new Http1Connection(owner, timers, secure, limits, maxInterim);
      channel.pipeline().addLast(connection);
      return connection;
    }
    Http2FrameCodec codec = Http2Codecs.client(limits);
    Http2Connection connection =
        new Http2Connection(owner, timers, codec, secure, limits, maxInterim);
    channel.pipeline().addLast(codec, connection);
    channel.config().setAutoRead(true);
    return connection;
  }
}
