package dev.skerry.origin.tables.model.expression;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One side of a comparison. */
sealed interface Operand {
  /** As it is written in an expression. */
  String render(Placeholders places);

  /** What an item has at a place. */
  record At(Path path) implements Operand {
    @Override
    public String render(Placeholders places) {
      return places.path(path);
    }
  }

  /** The size of what an item has at a place: characters, octets or elements. */
  record SizeAt(Path path) implements Operand {
    @Override
    public String render(Placeholders places) {
      return "size(" + places.path(path) + ")";
    }
  }

  /** A value of the request. */
  record Given(AttributeValue value) implements Operand {
    @Override
    public String render(Placeholders places) {
      return places.value(value);
    }
  }
}
