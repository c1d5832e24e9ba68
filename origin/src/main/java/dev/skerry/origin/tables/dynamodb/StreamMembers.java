package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;

/** Members about streams. */
final class StreamMembers {
  static final Member ARN =
      Member.required(
          "StreamArn", Shapes.TEXT, lengthAtLeast(StreamArn.LEAST), lengthAtMost(StreamArn.MOST));

  private StreamMembers() {}
}
