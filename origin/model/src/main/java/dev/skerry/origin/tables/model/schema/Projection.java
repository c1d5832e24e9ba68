package dev.skerry.origin.tables.model.schema;

/** What an entry of an index has of its item. */
public enum Projection {
  ALL,
  KEYS_ONLY,
  INCLUDE
}
