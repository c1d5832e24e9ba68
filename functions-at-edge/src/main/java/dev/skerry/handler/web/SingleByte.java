package dev.skerry.handler.web;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The encodings of one octet for each character (Encoding Standard §4.2, §9). */
final class SingleByte {
  private static final char UNKNOWN = '\ufffd';

  /** The names, each with its labels. */
  private static final List<String> LABELS =
      List.of(
          "ibm866 866 cp866 csibm866",
          "iso-8859-2 csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2"
              + " latin2",
          "iso-8859-3 csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3"
              + " latin3",
          "iso-8859-4 csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4"
              + " latin4",
          "iso-8859-5 csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5"
              + " iso_8859-5:1988",
          "iso-8859-6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114"
              + " iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6"
              + " iso_8859-6:1987",
          "iso-8859-7 csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597"
              + " iso_8859-7 iso_8859-7:1987 sun_eu_greek",
          "iso-8859-8 csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8"
              + " iso88598 iso_8859-8 iso_8859-8:1988 visual",
          "iso-8859-8-i csiso88598i logical",
          "iso-8859-10 csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6",
          "iso-8859-13 iso8859-13 iso885913",
          "iso-8859-14 iso8859-14 iso885914",
          "iso-8859-15 csisolatin9 iso8859-15 iso885915 iso_8859-15 l9",
          "iso-8859-16",
          "koi8-r cskoi8r koi koi8 koi8_r",
          "koi8-u koi8-ru",
          "macintosh csmacintosh mac x-mac-roman",
          "windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620",
          "windows-1250 cp1250 x-cp1250",
          "windows-1251 cp1251 x-cp1251",
          "windows-1252 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100"
              + " iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252",
          "windows-1253 cp1253 x-cp1253",
          "windows-1254 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9"
              + " iso_8859-9:1989 l5 latin5 x-cp1254",
          "windows-1255 cp1255 x-cp1255",
          "windows-1256 cp1256 x-cp1256",
          "windows-1257 cp1257 x-cp1257",
          "windows-1258 cp1258 x-cp1258",
          "x-mac-cyrillic x-mac-ukrainian");

  /** What the JDK calls those that it calls otherwise. */
  private static final Map<String, String> IN_THE_JDK =
      Map.of(
          "iso-8859-8-i", "iso-8859-8",
          "macintosh", "x-MacRoman",
          "windows-874", "x-windows-874",
          "x-mac-cyrillic", "x-MacUkraine");

  /** Those that the JDK has not: their characters from the octet A0 on. */
  private static final Map<String, String> MISSING =
      Map.of(
          "iso-8859-10",
          "\u00a0ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00adŪŊ°ąēģīĩķ·ļđšŧž―ūŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏ"
              + "ÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ",
          "iso-8859-14",
          "\u00a0Ḃḃ£ĊċḊ§Ẁ©ẂḋỲ\u00ad®ŸḞḟĠġṀṁ¶ṖẁṗẃṠỳẄẅṡÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
              + "ŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ");

  /** Where the standard knows another character than the JDK: name and octet. */
  private static final Map<String, Character> OTHERS =
      Map.of(
          "koi8-u ae", '\u045e',
          "koi8-u be", '\u040e',
          "windows-1255 ca", '\u05ba',
          "x-mac-cyrillic ff", '\u20ac');

  private static final Map<String, String> NAMES = names();

  /** The characters of the upper 128 octets, by name. */
  private static final Map<String, String> UPPER = new ConcurrentHashMap<>();

  private SingleByte() {}

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    for (String line : LABELS) {
      List<String> words = List.of(line.split(" "));
      words.forEach(label -> names.put(label, words.getFirst()));
    }
    return Map.copyOf(names);
  }

  /** Of a label in lower case the encoding's name; null if it is none of these. */
  static @Nullable String name(Arguments arguments) {
    return NAMES.get(arguments.text(0));
  }

  /** Name, octets, whether to refuse what is no character: the text, or null if it is refused. */
  static @Nullable String decode(Arguments arguments) {
    String upper = UPPER.computeIfAbsent(arguments.text(0), SingleByte::upper);
    byte[] octets = arguments.octets(1);
    StringBuilder text = new StringBuilder(octets.length);
    for (byte octet : octets) {
      text.append(octet >= 0 ? (char) octet : upper.charAt(octet & 0x7f));
    }
    return arguments.flag(2) && text.indexOf(String.valueOf(UNKNOWN)) >= 0 ? null : text.toString();
  }

  private static String upper(String name) {
    String missing = MISSING.get(name);
    Charset charset =
        missing == null
            ? Charset.forName(IN_THE_JDK.getOrDefault(name, name))
            : StandardCharsets.ISO_8859_1;
    byte[] octets = new byte[128];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) (i + 128);
    }
    StringBuilder upper = new StringBuilder(new String(octets, charset));
    for (int i = 0; i < 32; i++) {
      // Where the standard knows nothing better, these are control characters.
      if (upper.charAt(i) == UNKNOWN) {
        upper.setCharAt(i, (char) (i + 128));
      }
    }
    if (missing != null) {
      upper.replace(32, 128, missing);
    }
    for (int i = 0; i < 128; i++) {
      upper.setCharAt(i, OTHERS.getOrDefault("%s %02x".formatted(name, i + 128), upper.charAt(i)));
    }
    return upper.toString();
  }
}
