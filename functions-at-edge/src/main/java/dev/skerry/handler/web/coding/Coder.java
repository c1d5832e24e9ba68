package dev.skerry.handler.web.coding;

import org.jspecify.annotations.Nullable;

/**
 * A stream of octets that is compressed, or one that was. What goes in is taken piece by piece, and
 * each piece of output is bounded, however much it is of. Of one thread; must be closed.
 */
public sealed interface Coder extends AutoCloseable permits Compressor, Decompressor {
  /** Octets of a piece of output. */
  int PIECE = 64 << 10;

  /** More input; the output of what came before has been taken. */
  void feed(byte[] octets);

  /** There is no more input. */
  void finish();

  /**
   * The next piece of output; null when there is none without more input.
   *
   * @throws CodingProblem if the input is not what the format says, or ends too early
   */
  byte @Nullable [] next() throws CodingProblem;

  @Override
  void close();
}
