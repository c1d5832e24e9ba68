package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.ExpectedAttribute;
import dev.skerry.origin.tables.expression.ExpressionInput;
import dev.skerry.origin.tables.expression.ExpressionKind;
import dev.skerry.origin.tables.expression.LegacyParameters;
import dev.skerry.origin.tables.expression.RequestExpressions;
import dev.skerry.origin.tables.value.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The expressions of a request, and the parameters that were there before them. */
final class Conditions {
  private Conditions() {}

  /** Takes the expressions of a request out of its fields. */
  static ExpressionInput expressions(Fields in, ExpressionKind... kinds) {
    ExpressionInput input = new ExpressionInput();
    for (ExpressionKind kind : kinds) {
      input.put(kind, in.text(kind.parameter()));
    }
    return input
        .names(in.<@Nullable String>map("ExpressionAttributeNames"))
        .values(in.map("ExpressionAttributeValues"));
  }

  /** Those parameters of these that a request has. */
  static List<String> present(Fields in, String... names) {
    List<String> present = new ArrayList<>();
    for (String name : names) {
      if (in.has(name)) {
        present.add(name);
      }
    }
    return present;
  }

  /** What a write requires, by expression or by {@code Expected}. */
  static @Nullable Condition ofWrite(Fields in, RequestExpressions expressions) {
    if (expressions.condition() != null) {
      return expressions.condition();
    }
    Map<String, ExpectedAttribute> expected = in.map("Expected");
    LegacyParameters.checkConjunction(
        in.text("ConditionalOperator"), expected == null ? 0 : expected.size());
    return expected == null ? null : LegacyParameters.expected(expected, conjunction(in));
  }

  /** How older conditions are joined. */
  static LegacyParameters.Conjunction conjunction(Fields in) {
    return LegacyParameters.Conjunction.named(in.text("ConditionalOperator"));
  }

  /** Refuses a write whose condition is not true of what is there. */
  static void require(@Nullable Condition condition, @Nullable Item existing, boolean tell) {
    if (condition != null && !condition.test(existing == null ? Item.EMPTY : existing)) {
      throw new ConditionFailed(tell ? existing : null);
    }
  }

  /** Whether the client wants the item of a condition that was not true. */
  static boolean tells(Fields in) {
    return "ALL_OLD".equals(in.text("ReturnValuesOnConditionCheckFailure"));
  }
}
