package dev.skerry.edge.config.document;

import dev.skerry.edge.config.document.ScalarShape.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The kinds of single values that documents have. */
final class Scalars {
  static final ScalarShape<Boolean> BOOLEAN =
      ScalarShape.of(
          "true or false",
          Ordered.map("type", "boolean"),
          scalar -> {
            if (scalar.kind() != Node.Kind.BOOLEAN) {
              throw new IllegalArgumentException("is neither true nor false");
            }
            return Boolean.parseBoolean(scalar.text());
          },
          value -> value);

  private Scalars() {}

  /** Text of at most {@code max} characters that is read by a function. */
  static <T> ScalarShape<T> text(String words, int max, Function<String, T> read) {
    Parser<T> parser =
        scalar -> {
          if (scalar.text().isEmpty()) {
            throw new IllegalArgumentException("is empty");
          }
          if (scalar.text().length() > max) {
            throw new IllegalArgumentException("is longer than " + max + " characters");
          }
          return read.apply(scalar.text());
        };
    Map<String, Object> schema =
        Ordered.map(
            "type", List.of("string", "number", "boolean"), "minLength", 1, "maxLength", max);
    return ScalarShape.of(words, schema, parser, Object::toString);
  }

  /** Text of at most {@code max} characters, also of none. */
  static ScalarShape<String> anyText(String words, int max) {
    return ScalarShape.of(
        words,
        Ordered.map("type", List.of("string", "number", "boolean"), "maxLength", max),
        scalar -> {
          if (scalar.text().length() > max) {
            throw new IllegalArgumentException("is longer than " + max + " characters");
          }
          return scalar.text();
        },
        text -> text);
  }

  static ScalarShape<String> text(String words) {
    return text(words, 4096, text -> text);
  }

  static ScalarShape<Integer> integer(int min, int max) {
    return ScalarShape.of(
        "a number from " + min + " to " + max,
        Ordered.map("type", "integer", "minimum", min, "maximum", max),
        scalar -> Math.toIntExact(between(wholeNumber(scalar), min, max, Scalars::number)),
        value -> value);
  }

  static ScalarShape<Long> count(long min, long max) {
    return ScalarShape.of(
        "a number from " + min + " to " + max,
        Ordered.map("type", "integer", "minimum", min, "maximum", max),
        scalar -> between(wholeNumber(scalar), min, max, Scalars::number),
        value -> value);
  }

  static ScalarShape<Double> decimal(double min, double max) {
    String words = "a number from " + number(min) + " to " + number(max);
    return ScalarShape.of(
        words,
        Ordered.map("type", "number", "minimum", min, "maximum", max),
        scalar -> {
          if (scalar.kind() != Node.Kind.NUMBER) {
            throw new IllegalArgumentException("is no number");
          }
          double value = Double.parseDouble(scalar.text());
          if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException("is out of bounds");
          }
          return value;
        },
        value -> value);
  }

  /** A duration in milliseconds. */
  static ScalarShape<Long> duration(long minMs, long maxMs) {
    return ScalarShape.of(
        "a duration from " + Durations.write(minMs) + " to " + Durations.write(maxMs),
        Ordered.map(
            "type", List.of("string", "integer"), "pattern", Durations.PATTERN, "maximum", 0),
        scalar -> between(Durations.read(scalar.text()), minMs, maxMs, Durations::write),
        Durations::write);
  }

  /** A duration in whole seconds. */
  static ScalarShape<Long> seconds(long max) {
    return ScalarShape.of(
        "a duration in whole seconds, at most " + Durations.write(max * 1000),
        Ordered.map(
            "type", List.of("string", "integer"), "pattern", Durations.PATTERN, "maximum", 0),
        scalar -> {
          long ms = between(Durations.read(scalar.text()), 0, max * 1000, Durations::write);
          if (ms % 1000 != 0) {
            throw new IllegalArgumentException("is no whole number of seconds");
          }
          return ms / 1000;
        },
        seconds -> Durations.write(seconds * 1000));
  }

  /** A number of bytes. */
  static ScalarShape<Long> size(long min, long max) {
    return ScalarShape.of(
        "a size from " + Sizes.write(min) + " to " + Sizes.write(max),
        Ordered.map("type", List.of("string", "integer"), "pattern", Sizes.PATTERN, "minimum", 0),
        scalar -> between(Sizes.read(scalar.text()), min, max, Sizes::write),
        Sizes::write);
  }

  /** One constant of an enum, written in lower case with hyphens. */
  static <E extends Enum<E>> ScalarShape<E> choice(Class<E> type) {
    return choice(type, value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  static <E extends Enum<E>> ScalarShape<E> choice(Class<E> type, Function<E, String> name) {
    List<String> names = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (E each : type.getEnumConstants()) {
      String text = name.apply(each);
      names.add(text);
      values.add(text);
      if (Node.Kind.ofPlain(text) == Node.Kind.NUMBER) {
        values.add(Integer.valueOf(text));
      }
    }
    return ScalarShape.of(
        "one of " + String.join(", ", names),
        Ordered.map("enum", List.copyOf(values)),
        scalar -> {
          for (E each : type.getEnumConstants()) {
            if (name.apply(each).equals(scalar.text())) {
              return each;
            }
          }
          throw new IllegalArgumentException(
              "is none of these" + Spelling.hint(scalar.text(), names));
        },
        name::apply);
  }

  private static long wholeNumber(Node.Scalar scalar) {
    if (scalar.kind() != Node.Kind.NUMBER || scalar.text().indexOf('.') >= 0) {
      throw new IllegalArgumentException("is no whole number");
    }
    try {
      return Long.parseLong(scalar.text());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is out of bounds", e);
    }
  }

  private static long between(long value, long min, long max, Function<Long, String> write) {
    if (value < min) {
      throw new IllegalArgumentException("is less than " + write.apply(min));
    }
    if (value > max) {
      throw new IllegalArgumentException("is more than " + write.apply(max));
    }
    return value;
  }

  private static String number(Number value) {
    double d = value.doubleValue();
    return d == Math.rint(d) && Math.abs(d) < 1e15
        ? Long.toString(value.longValue())
        : value.toString();
  }
}
