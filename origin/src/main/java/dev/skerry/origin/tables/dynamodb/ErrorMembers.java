package dev.skerry.origin.tables.dynamodb;

import tools.jackson.core.JsonGenerator;

/** What an error's body has beside its type and its text. */
interface ErrorMembers {
  /** Writes the members. */
  void write(JsonGenerator out);
}
