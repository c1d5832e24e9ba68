package dev.skerry.origin.tables.dynamodb;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a value must satisfy.
 *
 * @param text the end of the sentence that says it
 */
record Constraint(String text, Predicate<Object> test) {
  boolean holds(Object value) {
    return test.test(value);
  }

  static Constraint oneOf(String... words) {
    return oneOf(List.of(words));
  }

  static Constraint oneOf(List<String> words) {
    return new Constraint(
        "Member must satisfy enum value set: [" + String.join(", ", words) + "]",
        value -> value instanceof String text && words.contains(text));
  }

  /** What each key of a map must satisfy, told in one sentence. */
  static Constraint keys(Constraint... each) {
    return new Constraint(
        "Map keys must satisfy constraint: " + texts(each),
        value -> value instanceof Map<?, ?> map && allHold(map.keySet(), each));
  }

  /** What each value of a map must satisfy, told in one sentence. */
  static Constraint values(Constraint... each) {
    return new Constraint(
        "Map value must satisfy constraint: " + texts(each),
        value -> value instanceof Map<?, ?> map && allHold(map.values(), each));
  }

  private static String texts(Constraint... constraints) {
    return Arrays.stream(constraints).map(Constraint::text).toList().toString();
  }

  private static boolean allHold(Collection<?> values, Constraint... constraints) {
    return values.stream()
        .allMatch(value -> Arrays.stream(constraints).allMatch(each -> each.holds(value)));
  }

  static Constraint atLeast(long least) {
    return new Constraint(
        "Member must have value greater than or equal to " + least,
        value -> value instanceof Number number && number.longValue() >= least);
  }

  static Constraint atMost(long most) {
    return new Constraint(
        "Member must have value less than or equal to " + most,
        value -> value instanceof Number number && number.longValue() <= most);
  }

  static Constraint lengthAtLeast(int least) {
    return new Constraint(
        "Member must have length greater than or equal to " + least,
        value -> length(value) >= least);
  }

  static Constraint lengthAtMost(int most) {
    return new Constraint(
        "Member must have length less than or equal to " + most, value -> length(value) <= most);
  }

  static Constraint pattern(String regularExpression) {
    Pattern pattern = Pattern.compile(regularExpression);
    return new Constraint(
        "Member must satisfy regular expression pattern: " + regularExpression,
        value -> value instanceof String text && pattern.matcher(text).matches());
  }

  private static int length(Object value) {
    return switch (value) {
      case String text -> text.length();
      case Collection<?> collection -> collection.size();
      case Map<?, ?> map -> map.size();
      default -> 0;
    };
  }
}
