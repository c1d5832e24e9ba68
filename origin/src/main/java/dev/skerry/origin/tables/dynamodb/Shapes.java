package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.value.AttributeValueReader;
import dev.skerry.origin.tables.value.WireReader;

/** Shapes that have no parts. */
final class Shapes {
  static final Shape TEXT = new Shape.Scalar(WireReader::string);
  static final Shape FLAG = new Shape.Scalar(WireReader::bool);
  static final Shape INTEGER = new Shape.Scalar(WireReader::integer);

  /** Seconds since 1970, perhaps with a fraction. */
  static final Shape MOMENT = new Shape.Scalar(WireReader::decimal);

  static final Shape LONG = new Shape.Scalar(WireReader::longInteger);

  /** Attributes by name, right or wrong: {@code Map<String, WireValue>}. */
  static final Shape ATTRIBUTES =
      new Shape.Placed((reader, place) -> new AttributeValueReader(reader).map(place));

  /** Names by placeholder. */
  static final Shape NAMES = new Shape.Scalar(WireReader::strings);

  private Shapes() {}
}
