package dev.skerry.handler.html;

import org.jspecify.annotations.Nullable;

/** Finds the ends of tags, and the attributes in them (HTML Standard §13.2.5.8 to §13.2.5.40). */
final class Tags {
  /** The tag is not all there. */
  static final int UNFINISHED = -1;

  /** Who is told the parts of a tag, as places in the octets. */
  interface Parts {
    /** An attribute; without a value both its places are the end of its name. */
    void attribute(int name, int nameEnd, int value, int valueEnd, int end);

    /** The tag ends with a slash. */
    void selfClosing();
  }

  private static final Parts NOBODY =
      new Parts() {
        @Override
        public void attribute(int name, int nameEnd, int value, int valueEnd, int end) {}

        @Override
        public void selfClosing() {}
      };

  private Tags() {}

  /** Behind the name that begins at a place. */
  static int nameEnd(byte[] octets, int at, int end) {
    int here = at;
    while (here < end
        && !Html.isSpace(octets[here])
        && octets[here] != '/'
        && octets[here] != '>') {
      here++;
    }
    return here;
  }

  /** Behind the tag whose name ends at a place, or {@link #UNFINISHED}. */
  static int end(byte[] octets, int nameEnd, int end, @Nullable Parts told) {
    Parts parts = told == null ? NOBODY : told;
    int at = nameEnd;
    while (true) {
      at = skipSpaces(octets, at, end);
      if (at == end) {
        return UNFINISHED;
      }
      if (octets[at] == '>') {
        return at + 1;
      }
      if (octets[at] != '/') {
        at = attribute(octets, at, end, parts);
        if (at == UNFINISHED) {
          return UNFINISHED;
        }
      } else if (++at == end) {
        return UNFINISHED;
      } else if (octets[at] == '>') {
        parts.selfClosing();
        return at + 1;
      }
    }
  }

  private static int skipSpaces(byte[] octets, int at, int end) {
    int here = at;
    while (here < end && Html.isSpace(octets[here])) {
      here++;
    }
    return here;
  }

  /** Behind an attribute, whose first character belongs to its name in any case. */
  private static int attribute(byte[] octets, int at, int end, Parts parts) {
    int nameEnd = at + 1;
    while (nameEnd < end && !endsAttributeName(octets[nameEnd])) {
      nameEnd++;
    }
    int next = skipSpaces(octets, nameEnd, end);
    if (next == end) {
      return UNFINISHED;
    }
    if (octets[next] != '=') {
      parts.attribute(at, nameEnd, nameEnd, nameEnd, nameEnd);
      return nameEnd;
    }
    int value = skipSpaces(octets, next + 1, end);
    if (value == end) {
      return UNFINISHED;
    }
    byte quote = octets[value];
    boolean isQuoted = quote == '"' || quote == '\'';
    int from = isQuoted ? value + 1 : value;
    int to = from;
    while (to < end && (isQuoted ? octets[to] != quote : !endsBareValue(octets[to]))) {
      to++;
    }
    if (to == end) {
      return UNFINISHED;
    }
    int behind = isQuoted ? to + 1 : to;
    parts.attribute(at, nameEnd, from, to, behind);
    return behind;
  }

  private static boolean endsAttributeName(byte c) {
    return Html.isSpace(c) || c == '/' || c == '>' || c == '=';
  }

  private static boolean endsBareValue(byte c) {
    return Html.isSpace(c) || c == '>';
  }
}
