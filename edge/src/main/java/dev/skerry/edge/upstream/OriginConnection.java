package dev.skerry.edge.upstream;

import dev.skerry.http.Request;

/** A connection to an endpoint that can take a request now. */
sealed interface OriginConnection permits Http1Connection, Http2Connection {
  /**
   * Writes the head of a request; {@link OriginStream#flush} sends it.
   *
   * @param authority what {@code Host} or {@code :authority} says
   * @param events told of the answer; possibly before this returns, but then only of a failure
   */
  OriginStream open(Request request, String authority, OriginEvents events);

  /**
   * Whether the connection carried another request before: the origin may be closing it already.
   */
  boolean wasUsed();

  void close();
}
