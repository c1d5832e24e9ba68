package dev.skerry.edge.admin.shape;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a JSON value looks like, and which Java value it is. */
public sealed interface Shape {
  /** Any text, as a {@code String}. */
  Shape TEXT = new Text(Range.count(Text.LENGTH_MAX));

  /** {@code true} or {@code false}. */
  Shape FLAG = new Flag();

  /** Any JSON, as a tree. */
  Shape ANYTHING = new Anything();

  /** A text, as a {@code String}; {@code length} in UTF-16 units. */
  record Text(Range length) implements Shape {
    /** Where nothing else is said. */
    public static final int LENGTH_MAX = 16_384;
  }

  /** A number without fraction, as an {@code Integer} or {@code Long}. */
  record Whole(Range range, boolean isInt) implements Shape {}

  /** A number, as a {@code Double}. */
  record Fraction() implements Shape {}

  /** A {@code Boolean}. */
  record Flag() implements Shape {}

  /** One of the constants of an enum. */
  record Choice(Class<? extends Enum<?>> type) implements Shape {
    /** Their names in JSON. */
    public List<String> names() {
      return Stream.of(type.getEnumConstants()).map(Choice::name).toList();
    }

    static String name(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
  }

  /** A moment, as an {@code Instant}: {@code 2026-01-31T12:00:00Z} (RFC 3339). */
  record Moment() implements Shape {}

  /** Bytes in base64 (RFC 4648 §4), as a {@code byte[]}. */
  record Bytes() implements Shape {}

  /** Any JSON, as a {@code JsonNode}. */
  record Anything() implements Shape {}

  /** An array, as a {@code List}. */
  record Listing(Shape element, Range count) implements Shape {
    /** Where nothing else is said. */
    public static final int COUNT_MAX = 10_000;
  }

  /** An object whose names say something themselves, as a {@code Map} in their order. */
  record Mapping(Shape value, Range count) implements Shape {}

  /**
   * An object with these members, as a record.
   *
   * @param more members that it has in answers beside those of its record
   */
  record Structure(Class<? extends Record> type, List<Member> more) implements Shape {
    /** Keeps a copy. */
    public Structure {
      more = List.copyOf(more);
    }

    /** Its members, in order. */
    public List<Member> members() {
      return Stream.concat(Shapes.members(type).stream(), more.stream()).toList();
    }
  }
}
