package dev.skerry.origin.tables.dynamodb;

import tools.jackson.core.JsonGenerator;

/** One operation of the API; used by many threads. */
interface Operation {
  /** What its input looks like. */
  Shape.Structure input();

  /** Whether it names its table with a member that must be there before all else is checked. */
  default boolean needsTable() {
    return true;
  }

  /** Whether its answer has no body at all. */
  default boolean isSilent() {
    return false;
  }

  /** Does it for somebody, and writes the members of the answer. */
  default void answer(Fields in, Caller caller, JsonGenerator out) {
    answer(in, out);
  }

  /** Does it, and writes the members of the answer. */
  void answer(Fields in, JsonGenerator out);
}
