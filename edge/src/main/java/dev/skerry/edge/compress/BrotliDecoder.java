package dev.skerry.edge.compress;

import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Decodes brotli (RFC 7932). */
final class BrotliDecoder implements Coder {
  private static final int INPUT_BYTES = 8 * 1024;

  private final DecoderJNI.Wrapper decoder;
  private boolean done;

  BrotliDecoder() {
    try {
      decoder = new DecoderJNI.Wrapper(INPUT_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean code(ByteBuf in, ByteBuf out, Step step) throws CodingException {
    while (!done) {
      if (decoder.hasOutput()) {
        if (!out.isWritable()) {
          return false;
        }
        out.writeBytes(decoder.pull(out.writableBytes()));
        continue;
      }
      switch (decoder.getStatus()) {
        case DONE -> done = true;
        case OK, NEEDS_MORE_OUTPUT -> decoder.push(0);
        case NEEDS_MORE_INPUT -> {
          if (!in.isReadable()) {
            if (step == Step.FINISH) {
              throw new CodingException("brotli content ends too early");
            }
            return true;
          }
          push(in);
        }
        case ERROR -> throw new CodingException("brotli content is corrupt");
      }
    }
    if (in.isReadable()) {
      throw new CodingException("brotli content goes on after its end");
    }
    return true;
  }

  private void push(ByteBuf in) {
    ByteBuffer input = decoder.getInputBuffer();
    input.clear();
    int bytes = Math.min(in.readableBytes(), input.capacity());
    in.readBytes(input.limit(bytes));
    decoder.push(bytes);
  }

  @Override
  public void close() {
    decoder.destroy();
  }
}
