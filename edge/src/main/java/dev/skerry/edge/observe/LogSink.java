package dev.skerry.edge.observe;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the bytes of a log go; used by one thread, which may block in it. */
interface LogSink extends AutoCloseable {
  /** Writes all of the bytes, or throws. */
  void write(ByteBuffer bytes) throws IOException;

  /** Goes on in a new file of the same path, if this is a file; throws and stays if it cannot. */
  void reopen() throws IOException;

  @Override
  void close() throws IOException;
}
