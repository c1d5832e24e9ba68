package dev.skerry.edge.listener;

import dev.skerry.edge.codec.HeadLimits;
import dev.skerry.edge.config.Limits;

/**
 * The limits that connections look at often, read once; times in ticks of {@link LoopConnections}.
 */
record ServerLimits(
    HeadLimits head,
    long contentBytes,
    int headerTicks,
    int contentTicks,
    int writeTicks,
    int idleTicks,
    int tunnelTicks,
    long handshakeMs,
    int requestsPerConnection,
    int writeBufferBytes,
    int http2Streams,
    int http2Resets,
    int http2ControlFrames,
    int http2Continuations,
    int http2WindowBytes) {

  static ServerLimits of(Limits limits) {
    return new ServerLimits(
        new HeadLimits(
            limits.targetBytes(),
            limits.headerBytes(),
            limits.headerCount(),
            limits.trailerBytes(),
            limits.chunkExtensionBytes()),
        limits.requestContentBytes(),
        LoopConnections.ticks(limits.headerTimeoutMs()),
        LoopConnections.ticks(limits.contentTimeoutMs()),
        LoopConnections.ticks(limits.writeTimeoutMs()),
        LoopConnections.ticks(limits.idleTimeoutMs()),
        LoopConnections.ticks(limits.tunnelIdleTimeoutMs()),
        limits.tlsHandshakeTimeoutMs(),
        limits.requestsPerConnection(),
        limits.writeBufferBytes(),
        limits.http2Streams(),
        limits.http2Resets(),
        limits.http2ControlFrames(),
        limits.http2Continuations(),
        limits.http2WindowBytes());
  }
}
