package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.oneOf;
import static dev.skerry.origin.tables.dynamodb.Constraint.pattern;

import dev.skerry.origin.tables.expression.AttributeUpdate;
import dev.skerry.origin.tables.expression.ComparisonOperator;
import dev.skerry.origin.tables.expression.ExpectedAttribute;
import dev.skerry.origin.tables.expression.LegacyCondition;

/** Members that several operations have. */
final class Members {
  static final Member TABLE_NAME = Member.required("TableName", Shapes.TEXT, TableNames.FORM);

  /** The table whose items are meant, whose length is told of among all else that is wrong. */
  static final Member ITEMS_TABLE_NAME =
      Member.required(
          "TableName",
          Shapes.TEXT,
          TableNames.FORM,
          TableNames.LEAST_LENGTH,
          TableNames.MOST_LENGTH);

  /** A table by its name or its ARN, of operations that came later than those of tables. */
  static final Member TABLE_NAME_OR_ARN =
      Member.required("TableName", Shapes.TEXT, lengthAtLeast(1), lengthAtMost(1_024));

  static final Member INDEX_NAME =
      Member.of(
          "IndexName",
          Shapes.TEXT,
          pattern("[a-zA-Z0-9_.-]+"),
          lengthAtLeast(3),
          lengthAtMost(255));
  static final Member KEY = Member.required("Key", Shapes.ATTRIBUTES);
  static final Member RETURN_CONSUMED_CAPACITY =
      Member.of("ReturnConsumedCapacity", Shapes.TEXT, oneOf("INDEXES", "TOTAL", "NONE"));
  static final Member RETURN_ITEM_COLLECTION_METRICS =
      Member.of("ReturnItemCollectionMetrics", Shapes.TEXT, oneOf("SIZE", "NONE"));
  static final Member RETURN_VALUES =
      Member.of(
          "ReturnValues",
          Shapes.TEXT,
          oneOf("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"));
  static final Member RETURN_ON_FAILURE =
      Member.of("ReturnValuesOnConditionCheckFailure", Shapes.TEXT, oneOf("ALL_OLD", "NONE"));
  static final Member CONDITIONAL_OPERATOR =
      Member.of("ConditionalOperator", Shapes.TEXT, oneOf("OR", "AND"));
  static final Member CONSISTENT_READ = Member.of("ConsistentRead", Shapes.FLAG);
  static final Member ATTRIBUTES_TO_GET =
      Member.of("AttributesToGet", new Shape.ListOf(Member.each(Shapes.TEXT)), lengthAtLeast(1));
  static final Member SELECT =
      Member.of(
          "Select",
          Shapes.TEXT,
          oneOf("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"));
  static final Member EXPECTED =
      Member.of(
          "Expected",
          new Shape.PartOfEach(
              ExpectedAttribute::readMap,
              Member.of("ComparisonOperator", Shapes.TEXT, oneOf(ComparisonOperator.valueSet())),
              each -> ((ExpectedAttribute) each).operator()));
  static final Member ATTRIBUTE_UPDATES =
      Member.of("AttributeUpdates", new Shape.Scalar(AttributeUpdate::readMap));
  static final Member NAMES = Member.of("ExpressionAttributeNames", Shapes.NAMES);
  static final Member VALUES = Member.of("ExpressionAttributeValues", Shapes.ATTRIBUTES);

  /** The most actions of a transaction. */
  static final int MOST_ACTIONS = 100;

  static final Member CLIENT_REQUEST_TOKEN =
      Member.of("ClientRequestToken", Shapes.TEXT, lengthAtLeast(1), lengthAtMost(36));

  private Members() {}

  /** A member that holds an expression. */
  static Member expression(String name) {
    return Member.of(name, Shapes.TEXT);
  }

  /** A member of conditions as they were before expressions. */
  static Member conditions(String name) {
    return Member.of(
        name,
        new Shape.PartOfEach(
            LegacyCondition::readMap,
            Member.required(
                "ComparisonOperator", Shapes.TEXT, oneOf(ComparisonOperator.valueSet())),
            each -> ((LegacyCondition) each).operator()));
  }
}
