package dev.skerry.origin.objects.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A value that a condition expects, ready to be compared. */
@FunctionalInterface
interface Expected {
  /** Whether the value of a question is as expected. */
  boolean matches(String actual, Question question);

  /** At most so many digits, so that a comparison costs little. */
  Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,40}(?:\\.[0-9]{1,40})?");

  /** Parts of an ARN. */
  int ARN_PARTS = 6;

  static Expected text(String text, boolean variables) {
    Template template = Template.read(text, false, variables);
    return (actual, question) -> {
      Glob glob = template.fill(question);
      return glob != null && glob.text().equals(actual);
    };
  }

  static Expected textOfAnyCase(String text, boolean variables) {
    Template template = Template.read(text, false, variables);
    return (actual, question) -> {
      Glob glob = template.fill(question);
      return glob != null && glob.text().equalsIgnoreCase(actual);
    };
  }

  static Expected pattern(String text, boolean variables) {
    Template template = Template.read(text, true, variables);
    return (actual, question) -> {
      Glob glob = template.fill(question);
      return glob != null && glob.matches(actual);
    };
  }

  static Expected arn(String text, boolean variables) {
    Template template = Template.read(text, true, variables);
    return (actual, question) -> {
      Glob glob = template.fill(question);
      return glob != null && arnMatches(glob, actual);
    };
  }

  /** Each of the six parts by itself: a wildcard in one does not reach into the next. */
  private static boolean arnMatches(Glob glob, String actual) {
    int at = 0;
    int from = 0;
    for (int part = 1; part <= ARN_PARTS; part++) {
      boolean last = part == ARN_PARTS;
      int end = last ? glob.text().length() : glob.text().indexOf(':', at);
      int to = last ? actual.length() : actual.indexOf(':', from);
      if (end < 0 || to < 0 || !glob.part(at, end).matches(actual.substring(from, to))) {
        return false;
      }
      at = end + 1;
      from = to + 1;
    }
    return true;
  }

  static Expected number(String operator, String text, IntPredicate order) {
    BigDecimal expected = decimal(text);
    if (expected == null) {
      throw refusal(operator);
    }
    return (actual, _) -> {
      BigDecimal value = decimal(actual);
      return value != null && order.test(value.compareTo(expected));
    };
  }

  private static @Nullable BigDecimal decimal(String text) {
    return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
  }

  static Expected moment(String operator, String text, IntPredicate order) {
    Instant expected = Moments.read(text).orElseThrow(() -> refusal(operator));
    return (actual, _) -> {
      Optional<Instant> value = Moments.read(actual);
      return value.isPresent() && order.test(value.get().compareTo(expected));
    };
  }

  static Expected truth(String operator, String text) {
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw refusal(operator);
    }
    return (actual, _) -> actual.equalsIgnoreCase(text);
  }

  static Expected binary(String operator, String text) {
    try {
      byte[] octets = Base64.getDecoder().decode(text);
      String canonical = Base64.getEncoder().encodeToString(octets);
      return (actual, _) -> actual.equals(canonical);
    } catch (IllegalArgumentException e) {
      throw refusal(operator);
    }
  }

  static Expected address(String text) {
    IpRange range =
        IpRange.read(text)
            .orElseThrow(() -> PolicyException.malformedPolicy("Invalid IP address in Conditions"));
    return (actual, _) -> range.contains(actual);
  }

  private static PolicyException refusal(String operator) {
    return PolicyException.malformedPolicy("Invalid value in Conditions for operator " + operator);
  }
}
