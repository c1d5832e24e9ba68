package dev.skerry.edge.compress;

import io.netty.buffer.ByteBuf;

/**
 * How much may come out of a decoder, so that a small message cannot become a huge one.
 *
 * @param maxBytes what all of the decoded content may have
 * @param maxRatio decoded bytes per encoded byte, once there are more than {@link #FREE_BYTES}
 */
public record DecodingLimit(long maxBytes, int maxRatio) {
  /** As many decoded bytes are never too many for their ratio: short texts repeat themselves. */
  private static final long FREE_BYTES = 8 * 1024 * 1024;

  /** Four gibibytes, and a ratio that large honest content does not reach. */
  public static final DecodingLimit DEFAULT = new DecodingLimit(4L * 1024 * 1024 * 1024, 250);

  /** A decoder that fails when it is beyond the limit. */
  Coder over(Coder decoder) {
    return new Coder() {
      private long taken;
      private long given;

      @Override
      public boolean code(ByteBuf in, ByteBuf out, Step step) throws CodingException {
        int inBefore = in.readableBytes();
        int outBefore = out.readableBytes();
        boolean done = decoder.code(in, out, step);
        taken += inBefore - in.readableBytes();
        given += out.readableBytes() - outBefore;
        if (given > maxBytes || (given > FREE_BYTES && given / maxRatio > taken)) {
          throw new CodingException("decoded content is too much: " + given + " bytes");
        }
        return done;
      }

      @Override
      public void close() {
        decoder.close();
      }
    };
  }
}
