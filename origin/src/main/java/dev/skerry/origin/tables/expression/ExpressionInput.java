package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeValueReader;
import dev.skerry.origin.tables.value.WireReader;
import dev.skerry.origin.tables.value.WireValue;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request that are about expressions, as they came. Each request, and each
 * action of a transaction, has its own; not thread-safe.
 */
public final class ExpressionInput {
  private final Map<ExpressionKind, String> texts = new EnumMap<>(ExpressionKind.class);
  private @Nullable Map<String, @Nullable String> names;
  private @Nullable Map<String, WireValue> values;

  /** Sets an expression, or takes it away with null. */
  public ExpressionInput put(ExpressionKind kind, @Nullable String text) {
    if (text == null) {
      texts.remove(kind);
    } else {
      texts.put(kind, text);
    }
    return this;
  }

  /** Sets {@code ExpressionAttributeNames}. */
  public ExpressionInput names(@Nullable Map<String, @Nullable String> names) {
    this.names = names;
    return this;
  }

  /** Sets {@code ExpressionAttributeValues}. */
  public ExpressionInput values(@Nullable Map<String, WireValue> values) {
    this.values = values;
    return this;
  }

  /**
   * Reads a member of an operation's input if it is about expressions.
   *
   * @param kinds the expressions that the operation has
   * @return whether it is
   */
  public boolean read(String member, WireReader reader, ExpressionKind... kinds) {
    for (ExpressionKind kind : kinds) {
      if (kind.parameter().equals(member)) {
        put(kind, reader.string());
        return true;
      }
    }
    return switch (member) {
      case "ExpressionAttributeNames" -> {
        names(reader.strings());
        yield true;
      }
      case "ExpressionAttributeValues" -> {
        values(new AttributeValueReader(reader).map(WireReader.Place.FIELD));
        yield true;
      }
      default -> false;
    };
  }

  /** Whether there is an expression of that kind. */
  public boolean has(ExpressionKind kind) {
    return texts.containsKey(kind);
  }

  /**
   * Checks that expressions and what was there before them are not mixed, and that placeholders are
   * not without expressions. It comes before all else that an operation checks.
   *
   * @param others the parameters of the request that were there before expressions and cannot be
   *     together with them, in the order in which texts name them; {@code KeyConditions} only
   *     beside {@code KeyConditionExpression}
   * @param kinds the expressions that the operation has, in that order too
   * @throws TableException of validation, when they are
   */
  public void checkMixture(List<String> others, ExpressionKind... kinds) {
    List<String> present =
        Arrays.stream(kinds).filter(this::has).map(ExpressionKind::parameter).toList();
    if (!present.isEmpty() && !others.isEmpty()) {
      throw TableException.validation(
          "Can not use both expression and non-expression parameters in the same request: "
              + "Non-expression parameters: {"
              + String.join(", ", others)
              + "} Expression parameters: {"
              + String.join(", ", present)
              + "}");
    }
    if (names != null && present.isEmpty()) {
      throw TableException.validation(
          "ExpressionAttributeNames can only be specified when using expressions");
    }
    checkValuesNeeded(kinds);
  }

  private void checkValuesNeeded(ExpressionKind... kinds) {
    List<ExpressionKind> withValues =
        Arrays.stream(kinds).filter(kind -> kind != ExpressionKind.PROJECTION).toList();
    if (values != null && !withValues.isEmpty() && withValues.stream().noneMatch(this::has)) {
      throw TableException.validation(
          "ExpressionAttributeValues can only be specified when using expressions: "
              + String.join(" and ", withValues.stream().map(ExpressionKind::parameter).toList())
              + (withValues.size() > 1 ? " are null" : " is null"));
    }
  }

  /**
   * Reads all expressions: placeholders first, then update, condition, key condition, filter and
   * projection, then whether all placeholders were used.
   *
   * @throws TableException of validation, with the first of what is wrong
   */
  public RequestExpressions parse() {
    Placeholders placeholders = new Placeholders(names, values);
    String update = texts.get(ExpressionKind.UPDATE);
    Update parsedUpdate = update == null ? null : UpdateParser.parse(update, placeholders);
    Condition condition = condition(ExpressionKind.CONDITION, placeholders);
    Condition keyCondition = condition(ExpressionKind.KEY_CONDITION, placeholders);
    Condition filter = condition(ExpressionKind.FILTER, placeholders);
    String projection = texts.get(ExpressionKind.PROJECTION);
    Projection parsedProjection =
        projection == null ? null : ProjectionParser.parse(projection, placeholders);
    placeholders.checkAllUsed();
    return new RequestExpressions(
        parsedUpdate,
        condition,
        keyCondition == null ? null : KeyConditionReader.read(keyCondition),
        filter,
        parsedProjection);
  }

  private @Nullable Condition condition(ExpressionKind kind, Placeholders placeholders) {
    String text = texts.get(kind);
    return text == null ? null : ConditionParser.parse(kind, text, placeholders);
  }
}
