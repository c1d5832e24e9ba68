package dev.skerry.origin.objects.content;

import dev.skerry.origin.objects.content.ContentRow.Kept;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A content on its way into a depot. To be closed, which removes what was not finished. Used by one
 * thread at a time.
 */
interface Deposit extends AutoCloseable {
  /**
   * Appends all of a buffer.
   *
   * @throws IOException where there is no room, or it cannot be kept; all that is left to do then
   *     is to close it
   */
  void write(ByteBuffer octets) throws IOException;

  /**
   * Ends it: it is kept for good when this returns.
   *
   * @param checksum CRC-32C of all octets
   */
  Kept finish(int checksum) throws IOException;

  @Override
  void close();
}
