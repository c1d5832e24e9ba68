package dev.skerry.edge.compress;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import io.netty.buffer.ByteBuf;

/** Encodes as Zstandard (RFC 8878). */
final class ZstdEncoder implements Coder {
  private static final int LEVEL = 3;

  /** A window of 512 KiB: with a larger one each stream would cost megabytes. */
  private static final int WINDOW_BITS = 19;

  private static final Spares<ZstdCompressCtx> CONTEXTS =
      new Spares<>(ZstdEncoder::context, ZstdCompressCtx::close);

  private final ZstdCompressCtx context = CONTEXTS.take();
  private boolean ended;

  private static ZstdCompressCtx context() {
    return new ZstdCompressCtx().setLevel(LEVEL).setWindowLog(WINDOW_BITS);
  }

  @Override
  public boolean code(ByteBuf in, ByteBuf out, Step step) {
    if (ended) {
      return true;
    }
    EndDirective directive =
        switch (step) {
          case CONTINUE -> EndDirective.CONTINUE;
          case FLUSH -> EndDirective.FLUSH;
          case FINISH -> EndDirective.END;
        };
    boolean done =
        DirectBytes.call(
            in,
            out,
            (source, target) -> context.compressDirectByteBufferStream(target, source, directive));
    ended = done && step == Step.FINISH;
    return step == Step.CONTINUE ? !in.isReadable() : done;
  }

  @Override
  public void close() {
    context.reset();
    context.setLevel(LEVEL).setWindowLog(WINDOW_BITS);
    CONTEXTS.give(context);
  }
}
