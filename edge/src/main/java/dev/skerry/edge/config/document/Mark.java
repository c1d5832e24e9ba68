package dev.skerry.edge.config.document;

/** A place in a document's text; line and column begin with 1. */
record Mark(int line, int column) {
  static final Mark START = new Mark(1, 1);
}
