package dev.skerry.handler.html;

/**
 * What an element must have for a compound to match it, so that others need not be compared.
 *
 * @param name of the kind; empty for {@link Kind#ANY}
 */
record StepKey(Kind kind, String name) {
  static final StepKey ANY = new StepKey(Kind.ANY, "");

  /** From what says least of an element to what says most. */
  enum Kind {
    ANY,
    TYPE,
    ATTRIBUTE,
    CLASS,
    ID
  }

  /** The one of the two that says more. */
  StepKey or(StepKey other) {
    return other.kind.compareTo(kind) > 0 ? other : this;
  }
}
