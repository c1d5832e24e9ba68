package dev.skerry.origin.objects.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which statements are public: those that allow something to anybody, unless a condition admits
 * only who is known by a fixed value, without wildcards and variables.
 *
 * <p>Source: "The meaning of public" in "Blocking public access to your Amazon S3 storage".
 */
final class PublicStatements {
  /** Keys that no stranger can have: who is asked for by them is known. */
  private static final Set<String> OF_KNOWN =
      Set.of(
          "aws:principalaccount",
          "aws:principalarn",
          "aws:principalorgid",
          "aws:principalorgpaths",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:sourceowner",
          "aws:sourceorgid",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:userid",
          "s3:dataaccesspointaccount",
          "s3:dataaccesspointarn",
          "s3:x-amz-server-side-encryption-aws-kms-key-id");

  private static final Set<Operator> EQUAL =
      Set.of(
          Operator.STRING_EQUALS,
          Operator.STRING_EQUALS_IGNORE_CASE,
          Operator.STRING_LIKE,
          Operator.ARN_EQUALS,
          Operator.ARN_LIKE);

  /** An access point of an account: its name may be open, for the account is known. */
  private static final String ACCESS_POINT_ARN = "s3:dataaccesspointarn";

  private static final int ACCOUNT_PART = 4;
  private static final int ARN_PARTS = 6;

  private PublicStatements() {}

  static boolean isPublic(Statement statement) {
    return !statement.denies()
        && statement.principals().areAnybody()
        && statement.conditions().stream().noneMatch(PublicStatements::admitsKnownOnly);
  }

  private static boolean admitsKnownOnly(Condition condition) {
    if (condition.ifExists() || condition.quantifier() == Condition.Quantifier.ALL) {
      return false;
    }
    if (condition.operator() == Operator.IP_ADDRESS) {
      return condition.key().name().equals("aws:sourceip")
          && condition.texts().stream()
              .map(IpRange::read)
              .flatMap(Optional::stream)
              .noneMatch(IpRange::isBroad);
    }
    return EQUAL.contains(condition.operator())
        && OF_KNOWN.contains(condition.key().name())
        && condition.texts().stream().allMatch(text -> isFixed(condition.key().name(), text));
  }

  private static boolean isFixed(String key, String text) {
    if (key.equals(ACCESS_POINT_ARN)) {
      List<String> parts = List.of(text.split(":", ARN_PARTS));
      return parts.size() == ARN_PARTS && isFixed(parts.get(ACCOUNT_PART));
    }
    return isFixed(text);
  }

  private static boolean isFixed(String text) {
    return text.indexOf('*') < 0 && text.indexOf('?') < 0 && !text.contains("${");
  }
}
