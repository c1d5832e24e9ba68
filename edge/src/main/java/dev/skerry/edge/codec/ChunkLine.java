package dev.skerry.edge.codec;

/**
 * The line that begins a chunk: its size and extensions (RFC 9112 §7.1), which are checked and
 * dropped.
 *
 * <p>Extensions cost the receiver and carry nothing, so over the whole content they have a budget.
 */
final class ChunkLine {
  /** Fifteen digits are more than any content has, and cannot overflow a long. */
  static final int MAX_SIZE_DIGITS = 15;

  private final boolean lenient;
  private final int budget;
  private int spent;

  /**
   * Makes a parser.
   *
   * @param budget octets of extensions in one message
   */
  ChunkLine(boolean lenient, int budget) {
    this.lenient = lenient;
    this.budget = budget;
  }

  void reset() {
    spent = 0;
  }

  /** The chunk's size, from the line of that length at the start of the octets. */
  long parse(byte[] octets, int length) {
    long size = 0;
    int i = 0;
    for (; i < length; i++) {
      int digit = Character.digit(octets[i], 16);
      if (digit < 0) {
        break;
      }
      size = 16 * size + digit;
      if (i >= MAX_SIZE_DIGITS) {
        throw Flaw.INVALID_CHUNK_SIZE.exception();
      }
    }
    if (i == 0) {
      throw Flaw.INVALID_CHUNK_SIZE.exception();
    }
    extensions(octets, i, length);
    spent += length - i;
    if (spent > budget) {
      throw Flaw.CHUNK_EXTENSIONS_TOO_LARGE.exception();
    }
    return size;
  }

  private void extensions(byte[] octets, int from, int to) {
    int i = from;
    while (i < to) {
      int semicolon = skipSpace(octets, i, to);
      if (semicolon == to && lenient) {
        return;
      }
      if (semicolon == to || octets[semicolon] != ';') {
        throw (i == from ? Flaw.INVALID_CHUNK_SIZE : Flaw.INVALID_CHUNK_EXTENSION).exception();
      }
      int name = skipSpace(octets, semicolon + 1, to);
      int nameEnd = token(octets, name, to);
      int equals = skipSpace(octets, nameEnd, to);
      if (equals < to && octets[equals] == '=') {
        i = value(octets, skipSpace(octets, equals + 1, to), to);
      } else {
        i = nameEnd;
      }
    }
  }

  private static int value(byte[] octets, int from, int to) {
    if (from == to || octets[from] != '"') {
      return token(octets, from, to);
    }
    for (int i = from + 1; i < to; i++) {
      if (octets[i] == '"') {
        return i + 1;
      }
      if (octets[i] == '\\') {
        i++;
      }
      if (i < to && !Octets.isFieldValue(octets[i])) {
        break;
      }
    }
    throw Flaw.INVALID_CHUNK_EXTENSION.exception();
  }

  private static int token(byte[] octets, int from, int to) {
    int end = from;
    while (end < to && Octets.isToken(octets[end])) {
      end++;
    }
    if (end == from) {
      throw Flaw.INVALID_CHUNK_EXTENSION.exception();
    }
    return end;
  }

  private static int skipSpace(byte[] octets, int from, int to) {
    int i = from;
    while (i < to && Octets.isSpace(octets[i])) {
      i++;
    }
    return i;
  }
}
