package dev.skerry.edge.compress;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.netty.buffer.ByteBuf;

/** Decodes Zstandard, one or more frames with windows of at most 8 MiB (RFC 8878, RFC 9659). */
final class ZstdDecoder implements Coder {
  private static final int MAX_WINDOW_BITS = 23;

  private static final Spares<ZstdDecompressCtx> CONTEXTS =
      new Spares<>(
          () -> new ZstdDecompressCtx().setLongMax(MAX_WINDOW_BITS), ZstdDecompressCtx::close);

  private final ZstdDecompressCtx context = CONTEXTS.take();
  private boolean betweenFrames;

  @Override
  public boolean code(ByteBuf in, ByteBuf out, Step step) throws CodingException {
    while (in.isReadable() || !betweenFrames) {
      if (!out.isWritable()) {
        return false;
      }
      int before = in.readableBytes();
      int room = out.writableBytes();
      try {
        betweenFrames =
            DirectBytes.call(
                in,
                out,
                (source, target) -> context.decompressDirectByteBufferStream(target, source));
      } catch (ZstdException e) {
        throw new CodingException("zstd content is corrupt");
      }
      if (before == in.readableBytes() && room == out.writableBytes()) {
        if (in.isReadable()) {
          throw new CodingException("zstd content cannot be read on");
        }
        break;
      }
    }
    if (step == Step.FINISH && !betweenFrames) {
      throw new CodingException("zstd content ends too early");
    }
    return true;
  }

  @Override
  public void close() {
    context.reset();
    context.setLongMax(MAX_WINDOW_BITS);
    CONTEXTS.give(context);
  }
}
