package dev.skerry.edge.codec;

import io.netty.util.concurrent.FastThreadLocal;

/** Octets in which a thread parses or builds one line or head; never kept beyond one call. */
final class Scratch {
  private static final FastThreadLocal<Scratch> OF_THREAD =
      new FastThreadLocal<>() {
        @Override
        protected Scratch initialValue() {
          return new Scratch();
        }
      };

  private static final int INITIAL_BYTES = 4096;

  private byte[] octets = new byte[INITIAL_BYTES];

  private Scratch() {}

  static Scratch ofThread() {
    return OF_THREAD.get();
  }

  /** Room for at least so many octets; what was in it before may be lost. */
  byte[] room(int bytes) {
    if (octets.length < bytes) {
      octets = new byte[Math.max(bytes, 2 * octets.length)];
    }
    return octets;
  }

  /** Room for at least so many octets; the first {@code kept} stay. */
  byte[] grow(int bytes, int kept) {
    if (octets.length < bytes) {
      byte[] larger = new byte[Math.max(bytes, 2 * octets.length)];
      System.arraycopy(octets, 0, larger, 0, kept);
      octets = larger;
    }
    return octets;
  }
}
