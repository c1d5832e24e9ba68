package dev.skerry.edge.upstream;

/** Who is told what becomes of a connection, on its event loop. */
interface ConnectionOwner {
  /** The connection can take a request, or one more. */
  void available(OriginConnection connection);

  /** The connection takes no further request, but those on it go on. */
  void retired(OriginConnection connection);

  /** The origin wants to be spoken to in HTTP/1.1 from now on (RFC 9113 §7). */
  void http1Required();

  /** The connection is closed; called once. */
  void closed(OriginConnection connection);
}
