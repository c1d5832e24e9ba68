package dev.skerry.handler.html;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** What the HTML Standard says of elements by their names, in lower case. */
final class Html {
  /** Elements without content and end tag (§13.1.2). */
  static final Set<String> VOID =
      words(
          "area base basefont bgsound br col embed frame hr img input keygen link meta param source"
              + " track wbr");

  /** Elements whose content is text, up to their end tag (§13.2.6.4). */
  static final Set<String> RAW =
      words("iframe noembed noframes noscript script style textarea title xmp");

  /** Start tags that end foreign content (§13.2.6.5). */
  static final Set<String> BREAKS_OUT =
      words(
          "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i"
              + " img li listing menu meta nobr ol p pre ruby s small span strike strong sub sup"
              + " table tt u ul var");

  /** Elements of MathML and SVG whose content is HTML again (§13.2.6). */
  static final Set<String> MATH_TEXT = words("annotation-xml mi mn mo ms mtext");

  static final Set<String> SVG_HTML = words("desc foreignobject title");

  private static final Set<String> CLOSES_P =
      words(
          "address article aside blockquote center details dialog dir div dl fieldset figcaption"
              + " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr listing main menu nav ol p"
              + " plaintext pre search section summary table ul xmp");
  private static final Set<String> CELLS = words("td th");
  private static final Set<String> ROWS = words("td th tr");
  private static final Set<String> ROW_GROUPS = words("tbody td tfoot th thead tr");

  /** Which open elements a start tag ends, as their end tags may be left out (§13.1.2.4). */
  private static final Map<String, Set<String>> ENDS =
      Map.ofEntries(
          Map.entry("li", words("li")),
          Map.entry("dt", words("dd dt")),
          Map.entry("dd", words("dd dt")),
          Map.entry("option", words("option")),
          Map.entry("optgroup", words("optgroup option")),
          Map.entry("rb", words("rb rt rtc rp")),
          Map.entry("rt", words("rb rt rp")),
          Map.entry("rp", words("rb rt rp")),
          Map.entry("td", CELLS),
          Map.entry("th", CELLS),
          Map.entry("tr", ROWS),
          Map.entry("tbody", ROW_GROUPS),
          Map.entry("thead", ROW_GROUPS),
          Map.entry("tfoot", ROW_GROUPS));

  private static final Set<String> P = words("p");

  private Html() {}

  /** Which elements end where they are the innermost, and such a start tag comes. */
  static Set<String> endedBy(String name) {
    Set<String> ended = ENDS.get(name);
    if (ended != null) {
      return ended;
    }
    return CLOSES_P.contains(name) ? P : Set.of();
  }

  private static Set<String> words(String words) {
    return Set.of(words.split(" "));
  }

  // ---- octets

  static boolean isSpace(byte c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }

  static boolean isLetter(byte c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Whether the octets begin with a word in lower case, whatever their case. */
  static boolean startsWith(byte[] octets, int at, int end, String word) {
    if (end - at < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (lower(octets[at + i]) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }

  static String text(byte[] octets, int at, int end) {
    return new String(octets, at, end - at, StandardCharsets.UTF_8);
  }

  /** Letters of ASCII in lower case, all others as they are. */
  static String lower(String text) {
    StringBuilder lower = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        lower = lower == null ? new StringBuilder(text) : lower;
        lower.setCharAt(i, (char) (c + 32));
      }
    }
    return lower == null ? text : lower.toString();
  }

  /** A text as content. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
