package dev.skerry.edge.compress;

import io.netty.buffer.ByteBuf;

/** An encoder or decoder at work on one stream; used by one thread. */
interface Coder {
  /** What is wanted of a coder beside taking input. */
  enum Step {
    /** Keep back what makes the result shorter. */
    CONTINUE,
    /** Give out everything that was taken in. */
    FLUSH,
    /** There is no more input. */
    FINISH
  }

  /**
   * Takes from {@code in} and puts into {@code out}.
   *
   * @param in what is not taken stays readable
   * @param out direct, with room for {@link Coders#MIN_ROOM} bytes at least; may grow a little
   * @return whether {@code in} is used up and nothing more comes out for this step; if not, call
   *     again with the same step and more room
   * @throws CodingException if the input is not what it should be
   */
  boolean code(ByteBuf in, ByteBuf out, Step step) throws CodingException;

  /** Frees what the coder holds outside the heap; to be called once, whatever happened. */
  void close();
}
