package dev.skerry.edge.codec;

import io.netty.buffer.ByteBuf;

/**
 * Takes lines that end with CR LF out of a buffer (RFC 9112 §2.2).
 *
 * <p>Remembers how far it has looked for the end of a line that is not complete, so that octets
 * that come one by one are looked at once.
 */
final class LineReader {
  private final boolean lenient;

  /** Octets after the reader index that are known to hold no line feed. */
  private int searched;

  /**
   * Makes a reader.
   *
   * @param lenient whether a line feed alone ends a line, as a client may hold
   */
  LineReader(boolean lenient) {
    this.lenient = lenient;
  }

  /**
   * The length of the next line, which is then at the start of {@code scratch} without its end and
   * no longer in the buffer; -1 if it is not complete.
   *
   * @param max the longest line allowed, in octets without its end
   * @param tooLong thrown for a longer one
   */
  int next(ByteBuf in, Scratch scratch, int max, Flaw tooLong) {
    int start = in.readerIndex();
    int readable = in.readableBytes();
    int lf = searched < readable ? in.indexOf(start + searched, start + readable, Octets.LF) : -1;
    if (lf < 0) {
      searched = readable;
      // One more than allowed, for a carriage return at the end.
      if (readable > max + 1) {
        throw tooLong.exception();
      }
      return -1;
    }
    searched = 0;
    int length = lf - start;
    if (length > 0 && in.getByte(lf - 1) == Octets.CR) {
      length--;
    } else if (!lenient) {
      throw Flaw.BARE_LF.exception();
    }
    if (length > max) {
      throw tooLong.exception();
    }
    in.getBytes(start, scratch.room(length), 0, length);
    in.readerIndex(lf + 1);
    return length;
  }
}
