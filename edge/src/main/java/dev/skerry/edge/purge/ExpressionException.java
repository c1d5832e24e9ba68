package dev.skerry.edge.purge;

/** Tells why a text is no {@link Expression}: where, what was expected there, what was found. */
public final class ExpressionException extends Exception {
  private static final int MAX_SHOWN = 40;

  private final int column;
  private final String expected;
  private final String found;

  ExpressionException(int column, String expected, String found) {
    super(
        "column " + column + ": expected " + expected + ", found " + shown(found),
        null,
        false,
        false);
    this.column = column;
    this.expected = expected;
    this.found = shown(found);
  }

  /** The place, counted in characters from 1. */
  public int column() {
    return column;
  }

  /** What would have been right there. */
  public String expected() {
    return expected;
  }

  /** What stands there, shortened. */
  public String found() {
    return found;
  }

  private static String shown(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }
}
