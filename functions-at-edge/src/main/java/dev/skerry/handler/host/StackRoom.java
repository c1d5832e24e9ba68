package dev.skerry.handler.host;

/**
 * Room on the stack of a thread for what the host does. Handler code may call the host at any
 * depth: what runs out of stack in the middle of the host's code could leave a lock taken or a
 * class half made, for everybody.
 */
public final class StackRoom {
  private static final int USUAL_BYTES = 64 << 10;

  /**
   * What a frame of {@link #descend} takes at least: its parameters, which are all used after the
   * call within. Compiled to the end it takes hardly more, before three times as much: so more room
   * is asked for than was named.
   */
  private static final int FRAME_BYTES = 16 * Long.BYTES;

  private StackRoom() {}

  /**
   * Returns where there is room for what the host usually does.
   *
   * @throws StackOverflowError if there is not; nothing has been done then
   */
  public static void ensure() {
    ensure(USUAL_BYTES);
  }

  /**
   * Returns where there is room for so many bytes; takes some ten microseconds for 100 KiB.
   *
   * @throws StackOverflowError if there is not; nothing has been done then
   */
  public static void ensure(int bytes) {
    long frames = bytes / FRAME_BYTES;
    if (descend(frames, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) == 0) {
      throw new IllegalStateException("a sum of what is positive is not zero");
    }
  }

  /** Looks at what the deeper call gives, so that it is no loop. */
  private static long descend(
      long frames,
      long a,
      long b,
      long c,
      long d,
      long e,
      long f,
      long g,
      long h,
      long i,
      long j,
      long k,
      long l,
      long m,
      long n,
      long o) {
    long below = frames <= 0 ? 1 : descend(frames - 1, b, c, d, e, f, g, h, i, j, k, l, m, n, o, a);
    return below | a | b | c | d | e | f | g | h | i | j | k | l | m | n | o;
  }
}
