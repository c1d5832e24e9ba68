package dev.skerry.handler.web;

import dev.skerry.handler.text.CloudFrontLibrary;
import dev.skerry.handler.web.encoding.LegacyDecoder;
import dev.skerry.handler.web.encoding.MultiByte;
import dev.skerry.handler.web.url.PercentEncoding;
import dev.skerry.handler.web.url.WebUrl;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Those functions of the library that are the same in every instance: URLs, encodings, clocks. */
final class WebFunctions {
  private WebFunctions() {}

  /** By their names; clocks begin now. */
  static Map<String, HostFunction> now() {
    long begun = System.nanoTime();
    double beganMillis = System.currentTimeMillis();
    return Map.ofEntries(
        Map.entry("urlParse", WebFunctions::urlParse),
        Map.entry("urlSet", WebFunctions::urlSet),
        Map.entry("percentDecode", given -> PercentEncoding.decode(given.text(0))),
        Map.entry("recode", WebFunctions::recode),
        Map.entry("singleByteName", SingleByte::name),
        Map.entry("singleByteDecode", SingleByte::decode),
        Map.entry("multiByteName", given -> MultiByte.name(given.text(0))),
        Map.entry("multiByteDecoder", given -> MultiByte.decoder(given.text(0))),
        Map.entry("multiByteDecode", WebFunctions::multiByteDecode),
        Map.entry("now", _ -> (System.nanoTime() - begun) / 1e6),
        Map.entry("timeOrigin", _ -> beganMillis));
  }

  /** The text in another encoding: text, from, to. */
  private static String recode(Arguments arguments) {
    return CloudFrontLibrary.recode(arguments.text(0), arguments.text(1), arguments.text(2));
  }

  /** Decoder, octets, whether they are the last, whether errors are fatal: a text, or null. */
  private static @Nullable String multiByteDecode(Arguments arguments) {
    LegacyDecoder decoder = arguments.handle(0, LegacyDecoder.class);
    return decoder.decode(arguments.octets(1), arguments.flag(2), arguments.flag(3));
  }

  /** The lines of a URL, and of one that it may be relative to; null if it is none. */
  private static @Nullable String urlParse(Arguments arguments) {
    WebUrl url = WebUrl.parse(arguments.text(0), arguments.isNull(1) ? null : arguments.text(1));
    return url == null ? null : url.lines();
  }

  /** The lines of a URL of which a part is set. */
  private static String urlSet(Arguments arguments) {
    WebUrl url = WebUrl.parse(arguments.text(0), null);
    if (url == null) {
      throw new IllegalArgumentException("what is changed was a URL before");
    }
    return url.set(arguments.text(1), arguments.text(2)).lines();
  }
}
