package dev.skerry.control.tables;

/** What came of decoding content. */
sealed interface Decoded {
  /** The content. */
  @SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared
  record Octets(byte[] octets) implements Decoded {}

  /** Why there is none. */
  enum Wrong implements Decoded {
    NOT_GZIP,
    TOO_LONG,
    /** There is no memory for it now. */
    NO_MEMORY
  }
}
