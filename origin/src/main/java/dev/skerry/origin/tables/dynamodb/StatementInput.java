package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.partiql.Statement;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.AttributeValueReader;
import dev.skerry.origin.tables.value.WireValue;
import java.util.ArrayList;
import java.util.List;

/** Statements of PartiQL as requests have them: a text, and values for its question marks. */
final class StatementInput {
  static final Member STATEMENT =
      Member.required(
          "Statement", Shapes.TEXT, lengthAtLeast(1), lengthAtMost(Statement.MAX_LENGTH));
  static final Member PARAMETERS =
      Member.of(
          "Parameters",
          new Shape.Scalar(reader -> new AttributeValueReader(reader).list()),
          lengthAtLeast(1));

  private StatementInput() {}

  /**
   * The statement of a request, or of a part of one.
   *
   * @throws TableException of validation, when it or a parameter is wrong
   */
  static Statement parse(Fields in) {
    return Statement.parse(in.requiredText("Statement"), parameters(in));
  }

  /** The parameters, none where there are none. */
  static List<AttributeValue> parameters(Fields in) {
    List<AttributeValue> values = new ArrayList<>();
    if (in.get("Parameters") instanceof List<?> list) {
      for (Object each : list) {
        values.add(((WireValue) each).orThrow());
      }
    }
    return values;
  }
}
