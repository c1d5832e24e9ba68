package dev.skerry.handler.web;

import dev.skerry.handler.web.coding.Coder;
import dev.skerry.handler.web.coding.CodingProblem;
import dev.skerry.handler.web.coding.Format;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a call that {@code compression.js} has compressed or decompressed: each function
 * takes the stream's number first. What goes wrong is given as a text.
 */
final class Compressions {
  /** Streams under way in a call, as each has memory outside of the heap. */
  private static final int MOST = 16;

  private final Map<Integer, Coder> coders = new HashMap<>();
  private int last;

  Map<String, HostFunction> functions() {
    return Map.of(
        "coderOpen", this::open,
        "coderFeed", this::feed,
        "coderNext", this::next,
        "coderClose", this::close);
  }

  /** How many are under way. */
  int open() {
    return coders.size();
  }

  /** The call ends, whatever it has left unfinished. */
  void end() {
    coders.values().forEach(Coder::close);
    coders.clear();
  }

  /** The format as the standard writes it, whether to compress: a number. */
  private Object open(Arguments arguments) {
    if (coders.size() >= MOST) {
      return "more than " + MOST + " streams are compressed or decompressed at once";
    }
    Format format =
        switch (arguments.text(0)) {
          case "gzip" -> Format.GZIP;
          case "deflate" -> Format.DEFLATE;
          default -> Format.DEFLATE_RAW;
        };
    coders.put(++last, arguments.flag(1) ? format.compressor() : format.decompressor());
    return last;
  }

  /** Octets, or null for the end. */
  private @Nullable Object feed(Arguments arguments) {
    Coder coder = coders.get(arguments.number(0));
    if (coder == null) {
      return "the stream is of a call that has ended";
    }
    if (arguments.isNull(1)) {
      coder.finish();
    } else {
      coder.feed(arguments.octets(1));
    }
    return null;
  }

  /** A piece of output, or null when more input is needed. */
  private @Nullable Object next(Arguments arguments) {
    Coder coder = coders.get(arguments.number(0));
    if (coder == null) {
      return null;
    }
    try {
      byte[] piece = coder.next();
      return piece == null ? null : ByteBuffer.wrap(piece);
    } catch (CodingProblem e) {
      return e.getMessage();
    }
  }

  private @Nullable Object close(Arguments arguments) {
    Coder coder = coders.remove(arguments.number(0));
    if (coder != null) {
      coder.close();
    }
    return null;
  }
}
