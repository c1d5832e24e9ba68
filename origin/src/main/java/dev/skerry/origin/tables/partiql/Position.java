package dev.skerry.origin.tables.partiql;

/** A place in a statement as texts about it tell it: line, column and length, from one. */
final class Position {
  private Position() {}

  static String of(String statement, int start, int length) {
    int line = 1;
    int begin = 0;
    for (int i = 0; i < start; i++) {
      if (statement.charAt(i) == '\n') {
        line++;
        begin = i + 1;
      }
    }
    return line + ":" + (start - begin + 1) + ":" + length;
  }
}
