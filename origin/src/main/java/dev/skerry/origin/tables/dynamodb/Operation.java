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

  /** Does it, and writes the members of the answer. */
  void answer(Fields in, JsonGenerator out);
}
