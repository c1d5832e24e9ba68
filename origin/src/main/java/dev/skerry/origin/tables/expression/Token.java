package dev.skerry.origin.tables.expression;

/**
 * A piece of an expression.
 *
 * @param text as it is written; {@code <EOF>} for the end
 * @param start where it begins in the expression, in chars
 * @param end behind its last char
 */
record Token(Kind kind, String text, int start, int end) {
  enum Kind {
    /** A letter and letters, digits and underscores: an attribute, a function or a keyword. */
    WORD,
    /** {@code #} and letters, digits and underscores. */
    NAME,
    /** {@code :} and letters, digits and underscores. */
    VALUE,
    /** Digits, the first of them no zero but where it is the only one. */
    NUMBER,
    /** One of {@code = <> < <= > >=}. */
    COMPARATOR,
    /** One of {@code ( ) [ ] , . + -}. */
    MARK,
    /** Any other char, which is nowhere allowed. */
    OTHER,
    END
  }

  boolean isMark(char mark) {
    return kind == Kind.MARK && text.charAt(0) == mark;
  }

  /** Whether this is a keyword, which may be written in either case. */
  boolean isWord(String keyword) {
    return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
  }
}
