package dev.skerry.edge.compress;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/** Lends buffers to native code that works on direct memory only. */
final class DirectBytes {
  private DirectBytes() {}

  /** Native code that moves the positions of both buffers. */
  @FunctionalInterface
  interface Call {
    boolean run(ByteBuffer source, ByteBuffer target);
  }

  /** Runs native code on what is readable and the room that is writable, and moves both indices. */
  static boolean call(ByteBuf in, ByteBuf out, Call call) {
    if (in.isDirect() && in.nioBufferCount() == 1) {
      return callDirect(in, out, call);
    }
    ByteBuf copy = in.alloc().directBuffer(Math.max(1, in.readableBytes()));
    try {
      copy.writeBytes(in, in.readerIndex(), in.readableBytes());
      boolean result = callDirect(copy, out, call);
      in.skipBytes(copy.readerIndex());
      return result;
    } finally {
      copy.release();
    }
  }

  private static boolean callDirect(ByteBuf in, ByteBuf out, Call call) {
    ByteBuffer source = in.nioBuffer();
    ByteBuffer target = out.nioBuffer(out.writerIndex(), out.writableBytes());
    int sourceStart = source.position();
    int targetStart = target.position();
    boolean result = call.run(source, target);
    in.skipBytes(source.position() - sourceStart);
    out.writerIndex(out.writerIndex() + target.position() - targetStart);
    return result;
  }
}
