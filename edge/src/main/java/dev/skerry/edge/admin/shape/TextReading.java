package dev.skerry.edge.admin.shape;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads the text of a parameter into the Java value of a simple {@link Shape}. */
public final class TextReading {
  private TextReading() {}

  /** The value; null if the text is none. */
  public static @Nullable Object read(Shape shape, String text) {
    return switch (shape) {
      case Shape.Text(Range length) -> length.holds(text.length()) ? text : null;
      case Shape.Whole whole -> number(whole.range(), text);
      case Shape.Flag _ ->
          switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
          };
      case Shape.Choice choice -> constant(choice, text);
      case Shape.Moment _ -> moment(text);
      default -> throw new IllegalArgumentException(shape + " is no shape of a parameter");
    };
  }

  /** What a text of that shape is, for people. */
  public static String expected(Shape shape) {
    return switch (shape) {
      case Shape.Text(Range length) -> "a length " + length;
      case Shape.Whole whole -> "a whole number " + whole.range();
      case Shape.Flag _ -> "true or false";
      case Shape.Choice choice -> "one of " + choice.names();
      case Shape.Moment _ -> "a moment, as 2026-01-31T12:00:00Z";
      default -> throw new IllegalArgumentException(shape + " is no shape of a parameter");
    };
  }

  private static @Nullable Long number(Range range, String text) {
    try {
      long number = Long.parseLong(text);
      return range.holds(number) ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Object constant(Shape.Choice choice, String text) {
    for (Enum<?> constant : choice.type().getEnumConstants()) {
      if (Shape.Choice.name(constant).equals(text)) {
        return constant;
      }
    }
    return null;
  }

  private static @Nullable Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
