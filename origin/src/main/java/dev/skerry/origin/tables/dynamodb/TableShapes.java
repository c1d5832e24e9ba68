package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.atLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.oneOf;
import static dev.skerry.origin.tables.dynamodb.Constraint.pattern;

/** Members about tables and indexes. */
final class TableShapes {
  static final Member ATTRIBUTE_NAME =
      Member.required("AttributeName", Shapes.TEXT, lengthAtLeast(1), lengthAtMost(255));
  static final Member BILLING_MODE =
      Member.of("BillingMode", Shapes.TEXT, oneOf("PROVISIONED", "PAY_PER_REQUEST"));
  static final Member DELETION_PROTECTION = Member.of("DeletionProtectionEnabled", Shapes.FLAG);
  static final Member THROUGHPUT =
      Member.of(
          "ProvisionedThroughput",
          new Shape.Structure(
              "ProvisionedThroughput",
              Member.required("WriteCapacityUnits", Shapes.LONG, atLeast(1)),
              Member.required("ReadCapacityUnits", Shapes.LONG, atLeast(1))));
  static final Member STREAM =
      Member.of(
          "StreamSpecification",
          new Shape.Structure(
              "StreamSpecification",
              Member.required("StreamEnabled", Shapes.FLAG),
              Member.of(
                  "StreamViewType",
                  Shapes.TEXT,
                  oneOf("OLD_IMAGE", "KEYS_ONLY", "NEW_AND_OLD_IMAGES", "NEW_IMAGE"))));
  static final Member PROJECTION =
      Member.required(
          "Projection",
          new Shape.Structure(
              "Projection",
              Member.of("ProjectionType", Shapes.TEXT, oneOf("ALL", "INCLUDE", "KEYS_ONLY")),
              Member.of(
                  "NonKeyAttributes",
                  new Shape.ListOf(Member.each(Shapes.TEXT)),
                  lengthAtLeast(1),
                  lengthAtMost(20))));
  static final Member INDEX_NAME =
      Member.required(
          "IndexName",
          Shapes.TEXT,
          pattern("[a-zA-Z0-9_.-]+"),
          lengthAtLeast(3),
          lengthAtMost(255));
  static final Member DEFINITIONS =
      Member.of("AttributeDefinitions", new Shape.ListOf(Member.each(definition())));

  /** The indexes that share the table's partitions. */
  static final Member LOCAL_INDEXES =
      Member.of(
          "LocalSecondaryIndexes",
          new Shape.ListOf(
              Member.each(
                  new Shape.Structure(
                      "LocalSecondaryIndex", INDEX_NAME, keySchema(2), PROJECTION))));

  /** The indexes that have partitions of their own. */
  static final Member GLOBAL_INDEXES =
      Member.of(
          "GlobalSecondaryIndexes",
          new Shape.ListOf(
              Member.each(
                  new Shape.Structure(
                      "GlobalSecondaryIndex",
                      INDEX_NAME,
                      keySchema(8),
                      PROJECTION,
                      THROUGHPUT,
                      OnDemandUnits.MEMBER,
                      WarmUnits.MEMBER))));

  static final Member TAGS =
      Member.of(
          "Tags",
          new Shape.ListOf(
              Member.each(
                  new Shape.Structure(
                      "Tag", Member.of("Key", Shapes.TEXT), Member.of("Value", Shapes.TEXT)))));

  private TableShapes() {}

  /** The attributes of a key, at most so many. */
  static Member keySchema(int most) {
    return Member.required(
        "KeySchema",
        new Shape.ListOf(
            Member.each(
                new Shape.Structure(
                    "KeySchemaElement",
                    ATTRIBUTE_NAME,
                    Member.required("KeyType", Shapes.TEXT, oneOf("HASH", "RANGE"))))),
        lengthAtLeast(1),
        lengthAtMost(most));
  }

  private static Shape.Structure definition() {
    return new Shape.Structure(
        "AttributeDefinition",
        Member.required("AttributeType", Shapes.TEXT, oneOf("B", "N", "S")),
        ATTRIBUTE_NAME);
  }
}
