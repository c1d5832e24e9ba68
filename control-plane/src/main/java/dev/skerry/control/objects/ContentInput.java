package dev.skerry.control.objects;

import dev.skerry.control.api.CallContent;
import java.io.IOException;
import java.io.InputStream;

/** The content of a call as a stream that counts. Used by one thread. */
final class ContentInput extends InputStream {
  private final CallContent content;
  private long count;

  ContentInput(CallContent content) {
    this.content = content;
  }

  /** How many octets were read. */
  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int n = content.read(into, offset, length);
    count += Math.max(n, 0);
    return n;
  }
}
