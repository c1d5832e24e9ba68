package dev.skerry.origin.tables.partiql;

/**
 * A piece of a statement.
 *
 * @param text what it says: of a name or string in quotation marks what is in them
 * @param start where it begins in the statement, in chars
 * @param end behind its last char
 */
record Token(Kind kind, String text, int start, int end) {
  enum Kind {
    /** A letter, underscore or dollar and more of them or digits: a name or a keyword. */
    WORD,
    /** A name in double quotation marks. */
    QUOTED,
    /** A text in single quotation marks. */
    STRING,
    /** Digits, perhaps with a point and an exponent; no sign. */
    NUMBER,
    /** A question mark. */
    PARAMETER,
    /** One or two chars that stand for themselves. */
    SIGN,
    END
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** Whether this is a keyword, which may be written in either case. */
  boolean isWord(String keyword) {
    return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
  }
}
