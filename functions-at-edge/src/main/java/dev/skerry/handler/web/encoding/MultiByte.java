package dev.skerry.handler.web.encoding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The encodings with several octets for a character by their labels (Encoding Standard §4.2). */
public final class MultiByte {
  private static final List<String> LABELS =
      List.of(
          "gbk chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk",
          "gb18030",
          "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
          "euc-jp cseucpkdfmtjapanese x-euc-jp",
          "iso-2022-jp csiso2022jp",
          "shift_jis csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis",
          "euc-kr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601"
              + " ksc_5601 windows-949",
          "x-user-defined");

  private static final Map<String, String> NAMES = names();

  private MultiByte() {}

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    for (String line : LABELS) {
      List<String> words = List.of(line.split(" "));
      words.forEach(label -> names.put(label, words.getFirst()));
    }
    return Map.copyOf(names);
  }

  /** Of a label in lower case the encoding's name; null if it is none of these. */
  public static @Nullable String name(String label) {
    return NAMES.get(label);
  }

  /** A decoder of one of them, by its name. */
  public static LegacyDecoder decoder(String name) {
    return switch (name) {
      case "gbk", "gb18030" -> new GbDecoder();
      case "big5" -> new Big5Decoder();
      case "euc-jp" -> new EucJpDecoder();
      case "iso-2022-jp" -> new EscapedJisDecoder();
      case "shift_jis" -> PairDecoder.shiftJis();
      case "euc-kr" -> PairDecoder.eucKr();
      case "x-user-defined" -> new UserDefined();
      default -> throw new IllegalArgumentException("there is no encoding " + name);
    };
  }
}
