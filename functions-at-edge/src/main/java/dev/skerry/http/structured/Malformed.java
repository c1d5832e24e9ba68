package dev.skerry.http.structured;

/** Leaves the parser at the first broken rule; carries no trace, for it is a normal answer. */
final class Malformed extends Exception {
  Malformed() {
    super("malformed structured field", null, false, false);
  }
}
