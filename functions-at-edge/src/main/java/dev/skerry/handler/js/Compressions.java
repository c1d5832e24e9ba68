package dev.skerry.handler.js;

import dev.skerry.handler.js.coding.Coder;
import dev.skerry.handler.js.coding.CodingProblem;
import dev.skerry.handler.js.coding.Format;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a call that {@code web/compression.js} has compressed or decompressed: each
 * function takes the stream's number first. What goes wrong is given as a text.
 */
final class Compressions {
  /** Streams under way in a call, as each has memory outside of the heap. */
  private static final int MOST = 16;

  private final Map<Integer, Coder> coders = new HashMap<>();
  private int last;

  Map<String, ProxyExecutable> functions() {
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
  private Object open(Value... arguments) {
    if (coders.size() >= MOST) {
      return "more than " + MOST + " streams are compressed or decompressed at once";
    }
    Format format =
        switch (arguments[0].asString()) {
          case "gzip" -> Format.GZIP;
          case "deflate" -> Format.DEFLATE;
          default -> Format.DEFLATE_RAW;
        };
    coders.put(++last, arguments[1].asBoolean() ? format.compressor() : format.decompressor());
    return last;
  }

  /** Octets, or null for the end. */
  private @Nullable Object feed(Value... arguments) {
    Coder coder = coders.get(arguments[0].asInt());
    if (coder == null) {
      return "the stream is of a call that has ended";
    }
    if (arguments[1].isNull()) {
      coder.finish();
    } else {
      coder.feed(Views.octets(arguments[1]));
    }
    return null;
  }

  /** A piece of output, or null when more input is needed. */
  private @Nullable Object next(Value... arguments) {
    Coder coder = coders.get(arguments[0].asInt());
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

  private @Nullable Object close(Value... arguments) {
    Coder coder = coders.remove(arguments[0].asInt());
    if (coder != null) {
      coder.close();
    }
    return null;
  }
}
