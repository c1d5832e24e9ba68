package dev.skerry.handler.web.encoding;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The characters of two octets, as a charset of the JDK has them. Immutable. */
final class Index {
  private static final Map<String, Index> ALL = new ConcurrentHashMap<>();

  private final char[] characters = new char[1 << 16];
  private final Map<Integer, Integer> beyond;

  private Index(String charset, byte... before) {
    Charset of = Charset.forName(charset);
    Map<Integer, Integer> found = new ConcurrentHashMap<>();
    byte[] octets = Arrays.copyOf(before, before.length + 2);
    for (int pair = 0x8100; pair < 0xff00; pair++) {
      octets[before.length] = (byte) (pair >> 8);
      octets[before.length + 1] = (byte) pair;
      String text = new String(octets, of);
      if (text.codePointCount(0, text.length()) == 1 && text.charAt(0) != '\ufffd') {
        characters[pair] = text.charAt(0);
        if (text.length() == 2) {
          found.put(pair, text.codePointAt(0));
        }
      }
    }
    beyond = Map.copyOf(found);
  }

  /** That of a charset. */
  static Index of(String charset) {
    return ALL.computeIfAbsent(charset, Index::new);
  }

  /** JIS X 0212, which EUC-JP writes behind one more octet. */
  static Index jis0212() {
    return ALL.computeIfAbsent("jis0212", _ -> new Index("EUC-JP", (byte) 0x8f));
  }

  /** The character, or {@link LegacyDecoder#ERROR}. */
  int character(int lead, int trail) {
    int pair = (lead << 8) | trail;
    char found = characters[pair];
    if (found == 0) {
      return LegacyDecoder.ERROR;
    }
    return Character.isSurrogate(found) ? beyond.getOrDefault(pair, LegacyDecoder.ERROR) : found;
  }

  /** JIS X 0208 by row and column from 0, with the extensions of Windows. */
  static int jis0208(int row, int column) {
    int pointer = row * 94 + column;
    int lead = pointer / 188;
    int trail = pointer % 188;
    return of("windows-31j")
        .character(lead + (lead < 0x1f ? 0x81 : 0xc1), trail + (trail < 0x3f ? 0x40 : 0x41));
  }
}
