package dev.skerry.handler.sandboxed;

import dev.skerry.handler.web.crypto.AsymmetricKey;
import dev.skerry.handler.web.crypto.CryptoProblem;
import dev.skerry.handler.web.crypto.Keys;
import dev.skerry.handler.web.encoding.LegacyDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the library keeps of the host's. QuickJS does not tell when something is kept no longer, so
 * that keys are written out: the script's memory has them, and the host nothing. Decoders, which
 * have a state, are held here, so many of them and no more: the one that was not used for longest
 * goes.
 */
final class Handles {
  private static final int DECODERS = 64;
  private static final String DECODER = "decoder";

  private final LinkedHashMap<String, LegacyDecoder> decoders =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LegacyDecoder> eldest) {
          return size() > DECODERS;
        }
      };

  private int last;

  /** The text of one. */
  String write(Object handle) {
    return switch (handle) {
      case AsymmetricKey key -> key.family() + '\n' + key.members();
      case LegacyDecoder decoder -> {
        String name = Integer.toString(++last);
        decoders.put(name, decoder);
        yield DECODER + '\n' + name;
      }
      default -> throw new IllegalArgumentException("nothing else is kept");
    };
  }

  /**
   * The one of a text.
   *
   * @throws IllegalArgumentException if there is none, or none any more
   */
  Object find(String text) {
    int end = text.indexOf('\n');
    if (end < 0) {
      throw new IllegalArgumentException("this is no handle");
    }
    String rest = text.substring(end + 1);
    if (!text.startsWith(DECODER)) {
      return key(text.substring(0, end), rest);
    }
    LegacyDecoder found = decoders.get(rest);
    if (found == null) {
      throw new IllegalArgumentException(
          "more than " + DECODERS + " decoders of encodings with several octets are in use");
    }
    return found;
  }

  private static AsymmetricKey key(String family, String members) {
    try {
      return Keys.ofMembers(family, members);
    } catch (CryptoProblem e) {
      throw new IllegalArgumentException("this is no key", e);
    }
  }
}
