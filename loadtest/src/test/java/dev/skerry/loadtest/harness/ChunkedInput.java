package dev.skerry.loadtest.harness;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Content in the chunked coding (RFC 9112 §7.1) as a stream that ends where the content does. */
final class ChunkedInput extends InputStream {
  private final InputStream in;
  private final HttpInput input;
  private long left;
  private boolean begun;
  private boolean ended;

  ChunkedInput(InputStream in) {
    this.in = in;
    this.input = new HttpInput(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int got = in.read(buffer, offset, (int) Math.min(length, left));
    if (got < 0) {
      throw new EOFException("end of stream in a chunk");
    }
    left -= got;
    return got;
  }

  private void nextChunk() throws IOException {
    if (begun) {
      input.endOfChunk();
    }
    begun = true;
    left = input.chunkSize();
    if (left == 0) {
      ended = true;
      input.fields();
    }
  }
}
