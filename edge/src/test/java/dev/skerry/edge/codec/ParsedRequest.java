package dev.skerry.edge.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** A request with its content, as the parsers of this package take it. */
record ParsedRequest(Request request, String content, Fields trailers, boolean persistent) {

  /** Parses the octets in pieces of that length. */
  static ParsedRequest of(byte[] octets, int piece) {
    Reading reading = new Reading();
    for (int from = 0; from < octets.length; ) {
      int length = Math.min(piece, octets.length - from);
      reading.take(octets, from, length);
      from += length;
    }
    return reading.finish();
  }

  static ParsedRequest inTwo(byte[] octets, int split) {
    Reading reading = new Reading();
    reading.take(octets, 0, split);
    reading.take(octets, split, octets.length - split);
    return reading.finish();
  }

  @Override
  public String toString() {
    return request + "\n" + request.fields() + content + '\n' + trailers + persistent;
  }

  private static final class Reading {
    private final RequestParser parser =
        new RequestParser(new HeadLimits(16 << 10, 32 << 10, 128, 8 << 10, 4 << 10), false);
    private final ContentParser contentParser =
        new ContentParser(new HeadLimits(16 << 10, 32 << 10, 128, 8 << 10, 4 << 10), false);
    private final ByteBuf in = Unpooled.buffer();
    private final StringBuilder content = new StringBuilder();
    private @Nullable Request request;

    void take(byte[] octets, int from, int length) {
      in.writeBytes(octets, from, length);
      if (request == null) {
        request = parser.parse(in);
        if (request == null) {
          return;
        }
        contentParser.begin(parser.framing(), 16L << 30);
      }
      for (ByteBuf data = contentParser.next(in); data != null; data = contentParser.next(in)) {
        content.append(data.toString(ISO_8859_1));
        data.release();
      }
    }

    ParsedRequest finish() {
      Request complete = request;
      if (complete == null || !contentParser.isComplete() || in.isReadable()) {
        throw new AssertionError("incomplete: " + complete + ", " + in.toString(ISO_8859_1));
      }
      in.release();
      return new ParsedRequest(
          complete, content.toString(), contentParser.trailers(), parser.persistent());
    }
  }
}
