package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.error.TableException;
import tools.jackson.core.JsonGenerator;

/** Exports of tables to buckets and imports from them, which are refused: there are no buckets. */
final class NoBucket implements Operation {
  private final String name;

  NoBucket(String name) {
    this.name = name;
  }

  @Override
  public Shape.Structure input() {
    return new Shape.Structure(name + "Input");
  }

  @Override
  public boolean needsTable() {
    return false;
  }

  @Override
  public void answer(Fields in, JsonGenerator out) {
    throw TableException.validation(
        name + " is not supported: it needs a bucket, and there is no object store yet");
  }
}
