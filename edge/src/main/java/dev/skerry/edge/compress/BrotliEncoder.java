package dev.skerry.edge.compress;

import com.aayushatharva.brotli4j.encoder.Encoder;
import com.aayushatharva.brotli4j.encoder.EncoderJNI;
import com.aayushatharva.brotli4j.encoder.EncoderJNI.Operation;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Encodes as brotli (RFC 7932). */
final class BrotliEncoder implements Coder {
  private static final int QUALITY = 5;

  /** A window of 512 KiB: with a larger one each stream would cost megabytes. */
  private static final int WINDOW_BITS = 19;

  private static final int INPUT_BYTES = 16 * 1024;

  private final EncoderJNI.Wrapper encoder;

  BrotliEncoder() {
    try {
      encoder = new EncoderJNI.Wrapper(INPUT_BYTES, QUALITY, WINDOW_BITS, Encoder.Mode.GENERIC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean code(ByteBuf in, ByteBuf out, Step step) throws CodingException {
    while (in.isReadable()) {
      ByteBuffer input = encoder.getInputBuffer();
      input.clear();
      int bytes = Math.min(in.readableBytes(), input.capacity());
      in.readBytes(input.limit(bytes));
      run(Operation.PROCESS, bytes, out);
    }
    switch (step) {
      case CONTINUE -> {}
      case FLUSH -> run(Operation.FLUSH, 0, out);
      case FINISH -> {
        if (!encoder.isFinished()) {
          run(Operation.FINISH, 0, out);
        }
      }
    }
    return true;
  }

  private void run(Operation operation, int bytes, ByteBuf out) throws CodingException {
    encoder.push(operation, bytes);
    while (true) {
      if (!encoder.isSuccess()) {
        throw new CodingException("cannot encode as brotli");
      }
      if (encoder.hasMoreOutput()) {
        out.writeBytes(encoder.pull());
      } else if (encoder.hasRemainingInput()
          || (operation == Operation.FINISH && !encoder.isFinished())) {
        encoder.push(operation, 0);
      } else {
        return;
      }
    }
  }

  @Override
  public void close() {
    encoder.destroy();
  }
}
