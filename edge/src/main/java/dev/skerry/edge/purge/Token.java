package dev.skerry.edge.purge;

/**
 * A piece of an expression.
 *
 * @param text a word or symbol as it is written, a number with its unit, a text without its quotes
 * @param column its place, counted from 1
 */
record Token(Kind kind, String text, int column) {
  enum Kind {
    WORD,
    NUMBER,
    TEXT,
    SYMBOL,
    END
  }

  boolean is(String wordOrSymbol) {
    return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(wordOrSymbol);
  }

  /** As an error shows it. */
  String shown() {
    return switch (kind) {
      case WORD, NUMBER, SYMBOL -> text;
      case TEXT -> '"' + text + '"';
      case END -> "the end";
    };
  }

  /** The error that something else should stand here. */
  ExpressionException expected(String what) {
    return new ExpressionException(column, what, shown());
  }
}
