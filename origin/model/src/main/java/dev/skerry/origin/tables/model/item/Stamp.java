package dev.skerry.origin.tables.model.item;

/** What a component is set to by the library when a record is written. */
public enum Stamp {
  NONE,
  CREATED,
  UPDATED,
  EXPIRES,
  VERSION
}
