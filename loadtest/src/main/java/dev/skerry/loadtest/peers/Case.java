package dev.skerry.loadtest.peers;

import java.util.List;

/**
 * One thing that is measured of every server.
 *
 * @param name for the command line and the result file
 * @param what in words, for the table
 * @param load how it is asked for
 * @param duty which servers are asked
 */
record Case(String name, String what, Load load, Peer.Duty duty) {
  /** Of caches. */
  Case(String name, String what, Load load) {
    this(name, what, load, Peer.Duty.CACHE);
  }

  /** How a case is asked for. */
  sealed interface Load {
    Wire wire();

    /** The request's path. */
    String path();
  }

  /**
   * As many requests as are answered, over connections that stay.
   *
   * @param headers field lines of each request
   * @param stored whether all answers come from the cache, which is checked at the origin
   */
  record Saturation(Wire wire, String path, List<String> headers, boolean stored) implements Load {}

  /** One request on each connection, so that each costs a full TLS handshake. */
  record Handshakes(String path) implements Load {
    @Override
    public Wire wire() {
      return Wire.TLS;
    }
  }

  /** Requests again for what the server has: their validator is asked for first. */
  record Conditional(String path) implements Load {
    @Override
    public Wire wire() {
      return Wire.HTTP1;
    }
  }

  /**
   * Requests on a schedule at half of what the reference server can do, with the latency from the
   * moment at which each was due.
   */
  record HalfRate(String path) implements Load {
    @Override
    public Wire wire() {
      return Wire.HTTP1;
    }
  }

  /**
   * Viewers who all ask at once for the same object that nobody has yet.
   *
   * @param path ends with a slash; a key that nobody asked for before follows
   */
  record Crowd(String path, int viewers) implements Load {
    @Override
    public Wire wire() {
      return Wire.HTTP1;
    }
  }
}
