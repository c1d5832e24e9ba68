package dev.skerry.handler;

/** Thrown for a handler whose source cannot be run: nothing of it is deployed. */
public final class HandlerProblem extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  /**
   * Makes a problem.
   *
   * @param line in the source, from 1; 0 if it is about no line
   * @param column in the line, from 1; 0 if it is about no column
   */
  public HandlerProblem(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** The line in the source, from 1; 0 if it is about no line. */
  public int line() {
    return line;
  }

  /** The column in the line, from 1; 0 if it is about no column. */
  public int column() {
    return column;
  }
}
