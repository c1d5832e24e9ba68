package dev.skerry.handler.html;

import static dev.skerry.handler.html.Tags.UNFINISHED;

/**
 * Cuts octets into tokens (HTML Standard §13.2.5). It keeps no octets: whoever asks does, and asks
 * again where a token is not all there.
 */
final class Scanner {
  enum Kind {
    TEXT,
    START_TAG,
    END_TAG,
    COMMENT,
    DOCTYPE,
    /** What is no token, or none that anybody is shown: it goes on as it is. */
    OTHER
  }

  private enum Script {
    PLAIN,
    ESCAPED,
    TWICE_ESCAPED
  }

  private static final String CDATA = "[cdata[";

  /** The element whose content is text alone; empty for none. */
  private String rawName = "";

  private boolean isPlaintext;
  private Script script = Script.PLAIN;

  private Kind kind = Kind.TEXT;

  /** Whether the text that was looked for last ends as a markup begins. */
  private boolean isAtMarkup;

  /** What the last token was. */
  Kind kind() {
    return kind;
  }

  /** From now on there is text, up to the end tag of that name. */
  void rawText(String name) {
    rawName = name;
    script = Script.PLAIN;
  }

  /** From now on there is nothing but text. */
  void plaintext() {
    isPlaintext = true;
  }

  /**
   * Behind the token that begins at a place; or {@code UNFINISHED}, where more octets are needed.
   *
   * @param last whether no more octets come
   * @param foreign whether the innermost element is one of SVG or MathML
   */
  int next(byte[] octets, int at, int end, boolean last, boolean foreign) {
    int text = textEnd(octets, at, end, last);
    if (text > at) {
      kind = Kind.TEXT;
      return text;
    }
    if (!isAtMarkup) {
      return UNFINISHED;
    }
    int behind = markup(octets, at, end, foreign);
    if (behind == UNFINISHED && last) {
      // The standard leaves such a rest out; whoever reads the output is to decide that.
      kind = Kind.OTHER;
      return end;
    }
    return behind;
  }

  // ---- text

  private int textEnd(byte[] octets, int at, int end, boolean last) {
    isAtMarkup = false;
    if (isPlaintext) {
      return whole(octets, at, end, last);
    }
    for (int here = at; here < end; here++) {
      if (octets[here] == '<' || script != Script.PLAIN) {
        int found = rawName.isEmpty() ? dataEnd(octets, here, end) : rawEnd(octets, here, end);
        isAtMarkup = found == HERE;
        if (isAtMarkup || (found == UNFINISHED && !last)) {
          return here;
        }
      }
    }
    return whole(octets, at, end, last);
  }

  /** A markup begins here. */
  private static final int HERE = 0;

  private static final int NO = 1;

  private static int dataEnd(byte[] octets, int at, int end) {
    if (at + 1 == end) {
      return UNFINISHED;
    }
    byte next = octets[at + 1];
    if (next == '/') {
      return at + 2 == end ? UNFINISHED : HERE;
    }
    return Html.isLetter(next) || next == '!' || next == '?' ? HERE : NO;
  }

  /** In text alone; of a script, what comes meanwhile may hide its end tag (§13.2.5.20). */
  private int rawEnd(byte[] octets, int at, int end) {
    boolean isScript = rawName.equals("script");
    int longest = Math.max(rawName.length() + 3, 8);
    if (octets[at] != '<' && octets[at] != '-') {
      return NO;
    }
    boolean enough = end - at >= longest;
    if (isEndTag(octets, at, end)) {
      if (script != Script.TWICE_ESCAPED) {
        return HERE;
      }
      script = Script.ESCAPED;
    } else if (!enough && couldBecomeMarkup(octets, at, end)) {
      return UNFINISHED;
    } else if (isScript) {
      escape(octets, at, end);
    }
    return NO;
  }

  private boolean isEndTag(byte[] octets, int at, int end) {
    int behind = at + 2 + rawName.length();
    return behind < end
        && Html.startsWith(octets, at, end, "</")
        && Html.startsWith(octets, at + 2, end, rawName)
        && endsName(octets[behind]);
  }

  private static boolean endsName(byte c) {
    return Html.isSpace(c) || c == '/' || c == '>';
  }

  private void escape(byte[] octets, int at, int end) {
    if (script == Script.PLAIN) {
      script = Html.startsWith(octets, at, end, "<!--") ? Script.ESCAPED : Script.PLAIN;
    } else if (Html.startsWith(octets, at, end, "-->")) {
      script = Script.PLAIN;
    } else if (script == Script.ESCAPED
        && Html.startsWith(octets, at, end, "<script")
        && at + 7 < end
        && endsName(octets[at + 7])) {
      script = Script.TWICE_ESCAPED;
    }
  }

  /** Whether what is there is the beginning of what matters in text alone. */
  private boolean couldBecomeMarkup(byte[] octets, int at, int end) {
    String there = Html.lower(Html.text(octets, at, end));
    boolean isScript = rawName.equals("script");
    return begins("</" + rawName, there)
        || (isScript
            && (begins("<!--", there) || begins("-->", there) || begins("<script", there)));
  }

  private static boolean begins(String word, String there) {
    return word.startsWith(there);
  }

  /** The end, without the beginning of a character that is not all there (UTF-8). */
  private static int whole(byte[] octets, int at, int end, boolean last) {
    if (last) {
      return end;
    }
    for (int back = 1; back <= 3 && end - back >= at; back++) {
      int octet = octets[end - back] & 0xff;
      if (octet >= 0xc0) {
        int length = octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : 2;
        return length > back ? end - back : end;
      }
      if (octet < 0x80) {
        return end;
      }
    }
    return end;
  }

  // ---- markup

  private int markup(byte[] octets, int at, int end, boolean foreign) {
    if (at + 1 >= end) {
      return UNFINISHED;
    }
    return switch (octets[at + 1]) {
      case '!' -> declaration(octets, at, end, foreign);
      case '?' -> upTo(octets, at + 2, end, Kind.COMMENT);
      case '/' -> endTag(octets, at, end);
      default -> tag(octets, at + 1, end, Kind.START_TAG);
    };
  }

  private int endTag(byte[] octets, int at, int end) {
    if (at + 2 >= end) {
      return UNFINISHED;
    }
    if (octets[at + 2] == '>') {
      kind = Kind.OTHER;
      return at + 3;
    }
    if (!Html.isLetter(octets[at + 2])) {
      return upTo(octets, at + 2, end, Kind.COMMENT);
    }
    int behind = tag(octets, at + 2, end, Kind.END_TAG);
    if (behind != UNFINISHED) {
      rawName = "";
      script = Script.PLAIN;
    }
    return behind;
  }

  private int tag(byte[] octets, int name, int end, Kind what) {
    kind = what;
    return Tags.end(octets, Tags.nameEnd(octets, name, end), end, null);
  }

  private int declaration(byte[] octets, int at, int end, boolean foreign) {
    int from = at + 2;
    if (Html.startsWith(octets, from, end, "--")) {
      return comment(octets, from + 2, end);
    }
    if (Html.startsWith(octets, from, end, "doctype")) {
      return upTo(octets, from + 7, end, Kind.DOCTYPE);
    }
    if (foreign && Html.startsWith(octets, from, end, CDATA)) {
      kind = Kind.OTHER;
      return behind(octets, from + CDATA.length(), end, "]]>");
    }
    String there = Html.lower(Html.text(octets, from, Math.min(end, from + 7)));
    boolean undecided = begins("--", there) || begins("doctype", there) || begins(CDATA, there);
    return undecided ? UNFINISHED : upTo(octets, from, end, Kind.COMMENT);
  }

  private int comment(byte[] octets, int at, int end) {
    kind = Kind.COMMENT;
    if (Html.startsWith(octets, at, end, ">")) {
      return at + 1;
    }
    if (Html.startsWith(octets, at, end, "->")) {
      return at + 2;
    }
    for (int here = at; here + 2 < end; here++) {
      if (octets[here] == '-' && octets[here + 1] == '-') {
        if (octets[here + 2] == '>') {
          return here + 3;
        }
        if (octets[here + 2] == '!' && here + 3 < end && octets[here + 3] == '>') {
          return here + 4;
        }
      }
    }
    return UNFINISHED;
  }

  private static int behind(byte[] octets, int at, int end, String word) {
    for (int here = at; here + word.length() <= end; here++) {
      if (Html.startsWith(octets, here, end, word)) {
        return here + word.length();
      }
    }
    return UNFINISHED;
  }

  private int upTo(byte[] octets, int at, int end, Kind what) {
    kind = what;
    return behind(octets, at, end, ">");
  }
}
