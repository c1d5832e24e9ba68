package dev.skerry.control.api;

import dev.skerry.http.Fields;

/**
 * The content of a call, read once from its beginning to its end. Used by the call's thread alone.
 */
public interface CallContent {
  /** The octets that were announced; -1 if the length is not known before the end. */
  long announced();

  /**
   * Reads what is there, waiting for the first octet of it. Whoever holds content back until it is
   * asked for is asked when this is called first.
   *
   * @return how many octets were read, 1 to {@code length}; -1 at the end
   * @throws LostContentException when no more comes
   */
  int read(byte[] into, int offset, int length) throws LostContentException;

  /** The trailer section; empty before the end was read. */
  Fields trailers();

  /**
   * All of it at once, for services that do not {@linkplain Service#streams stream}: then it is
   * there. The same octets at each call, which nobody changes.
   */
  byte[] whole();
}
