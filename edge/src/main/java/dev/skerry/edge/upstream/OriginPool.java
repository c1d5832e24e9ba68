package dev.skerry.edge.upstream;

import dev.skerry.http.Request;
import io.netty.channel.EventLoop;

/** A set of origins that can answer the same requests, and the connections to them. */
public interface OriginPool {
  /** The pool's name in the configuration. */
  String name();

  /**
   * Sends a request to an origin of the pool. Chooses the origin, connects or reuses a connection,
   * retries and fails over by the pool's settings, and tells of the first answer only.
   *
   * @param request not changed and not kept after the head was sent; its path and query are sent as
   *     they are, its authority becomes {@code Host} (or the one the pool's setting forces)
   * @param hash chooses the origin where the pool balances by consistent hash: equal numbers, equal
   *     origin
   * @param loop the exchange's; this method is called on it and so are the events
   * @param events never called before this method has returned
   */
  OriginCall send(Request request, long hash, EventLoop loop, OriginEvents events);
}
