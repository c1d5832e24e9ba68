package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.pattern;

import java.util.regex.Pattern;

/** Members about buckets to which tables are exported and from which they are imported. */
final class Buckets {
  /** The same language as the pattern that the service names, which is slow on long texts. */
  private static final Pattern BUCKET_NAME = Pattern.compile("[a-zA-Z0-9][.\\-\\w]*[a-zA-Z0-9]");

  static final Member CLIENT_TOKEN =
      Member.of(
          "ClientToken",
          Shapes.TEXT,
          new Constraint(
              "Member must satisfy regular expression pattern: ^[^\\$]+$",
              value -> value instanceof String text && !text.isEmpty() && !text.contains("$")));
  static final Member BUCKET =
      Member.required(
          "S3Bucket",
          Shapes.TEXT,
          new Constraint(
              "Member must satisfy regular expression pattern:"
                  + " ^[a-z0-9A-Z]+[\\.\\-\\w]*[a-z0-9A-Z]+$",
              value -> value instanceof String text && BUCKET_NAME.matcher(text).matches()),
          lengthAtMost(255));
  static final Member OWNER = Member.of("S3BucketOwner", Shapes.TEXT, pattern("[0-9]{12}"));

  private Buckets() {}
}
