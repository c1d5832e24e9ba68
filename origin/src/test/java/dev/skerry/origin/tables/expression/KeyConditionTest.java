package dev.skerry.origin.tables.expression;

import static dev.skerry.origin.tables.expression.ExpressionKind.KEY_CONDITION;
import static dev.skerry.origin.tables.expression.Requests.assertInvalid;
import static dev.skerry.origin.tables.expression.Requests.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.tuple.TupleWriter;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.KeyEncoding;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyConditionTest {
  private static final List<KeyAttribute> PARTITION =
      List.of(new KeyAttribute("p", AttributeType.S));
  private static final List<KeyAttribute> SORT = List.of(new KeyAttribute("s", AttributeType.N));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attribute_type(a, :S) | Invalid operator used in KeyConditionExpression: attribute_type",
        "a > b and size(b) > c or a > c | Invalid operator used in KeyConditionExpression: OR",
        "a in (b, size(c), d) | Invalid operator used in KeyConditionExpression: IN",
        "attribute_exists(a) | Invalid operator used in KeyConditionExpression: attribute_exists",
        "attribute_not_exists(a) | Invalid operator used in KeyConditionExpression:"
            + " attribute_not_exists",
        "contains(a.d, b) | Invalid operator used in KeyConditionExpression: contains",
        "not a > b | Invalid operator used in KeyConditionExpression: NOT",
        "a <> b | Invalid operator used in KeyConditionExpression: <>",
        ":S between size(b) and size(a) and b > :S | Invalid condition in KeyConditionExpression:"
            + " BETWEEN operator must have the key attribute as its first operand",
        "begins_with(:S, b) and a > :S | Invalid condition in KeyConditionExpression: begins_with"
            + " operator must have the key attribute as its first operand",
        "size(b) > a AND a.b > b AND b > c | KeyConditionExpressions cannot contain nested"
            + " operations",
        "a > size(b.d) | KeyConditionExpressions cannot contain nested operations",
        "a between size(b) and size(a) | KeyConditionExpressions cannot contain nested operations",
        "b > a.b | Invalid condition in KeyConditionExpression: Multiple attribute names used in"
            + " one condition",
        "b between c[1] and d | Invalid condition in KeyConditionExpression: Multiple attribute"
            + " names used in one condition",
        "a between b and size(a) | Invalid condition in KeyConditionExpression: Multiple attribute"
            + " names used in one condition",
        "begins_with(a, b) | Invalid condition in KeyConditionExpression: Multiple attribute names"
            + " used in one condition",
        "b.d > a AND c.d > e.f | KeyConditionExpressions cannot have conditions on nested"
            + " attributes",
        "b[0] > a | KeyConditionExpressions cannot have conditions on nested attributes",
        ":S > :T AND a < :T | Invalid condition in KeyConditionExpression: No key attribute"
            + " specified",
        ":S > b AND :S < :T | Invalid condition in KeyConditionExpression: No key attribute"
            + " specified",
        "b > :S AND b < :S and c = :S and d = :S | KeyConditionExpressions must only contain one"
            + " condition per key",
        "(a > :S and b > :S) and (b > :S and c > :S) | KeyConditionExpressions must only contain"
            + " one condition per key",
      })
  void notEverythingCanBeSaidOfKeys(String text, String message) {
    var values = Requests.wireValues("{':S':{'S':'S'},':T':{'S':'T'}}");
    values.keySet().removeIf(name -> !text.contains(name));
    ExpressionInput input = new ExpressionInput().put(KEY_CONDITION, text);
    assertInvalid(values.isEmpty() ? input : input.values(values), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ":v = p and s > :n | GT",
        "p = :v and :n < s | GT",
        "p = :v and :n >= s | LE",
        "s = :n and p = :v | EQ",
        "((s <= :n) and (p = :v)) | LE",
        "p = :v and s between :n and :n | BETWEEN",
      })
  void bothSidesAndAnyOrderWillDo(String text, String operator) {
    KeyCondition condition = keyCondition(text, "{':v':{'S':'x'},':n':{'N':'5'}}");
    condition.checkLength();
    assertThat(condition.predicates().get("p"))
        .isEqualTo(new KeyPredicate(ComparisonOperator.EQ, List.of(AttributeValue.string("x"))));
    assertThat(Objects.requireNonNull(condition.predicates().get("s")).operator())
        .hasToString(operator);
    assertThat(condition.in(PARTITION, SORT, attribute -> {}).partition())
        .containsExactly(AttributeValue.string("x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s = :n | Query condition missed key schema element: p",
        "p = :v and q = :n | Query condition missed key schema element: s",
        "p < :v | Query key condition not supported",
        "p = :n | One or more parameter values were invalid: Condition parameter type does not"
            + " match schema type",
        "p = :v and s = :v | One or more parameter values were invalid: Condition parameter type"
            + " does not match schema type",
      })
  void aConditionMustFitTheKeys(String text, String message) {
    var values = Requests.wireValues("{':v':{'S':'x'},':n':{'N':'5'}}");
    values.keySet().removeIf(name -> !text.contains(name));
    KeyCondition condition =
        Objects.requireNonNull(
            new ExpressionInput().put(KEY_CONDITION, text).values(values).parse().keyCondition());
    assertThatThrownBy(() -> condition.in(PARTITION, SORT, attribute -> {})).hasMessage(message);
  }

  @Test
  void aKeyWithoutSortKeyTakesOneCondition() {
    KeyCondition condition = keyCondition("p = :v and s = :n", "{':v':{'S':'x'},':n':{'N':'5'}}");
    assertThatThrownBy(() -> condition.in(PARTITION, List.of(), attribute -> {}))
        .hasMessage("Query key condition not supported");
  }

  @Test
  void aTablesKeyTakesTwoConditions() {
    KeyCondition three = keyCondition(":a = a and b = :a and :a = c", "{':a':{'S':'a'}}");
    assertThatThrownBy(three::checkLength).hasMessage("Conditions can be of length 1 or 2 only");
    assertThatThrownBy(new KeyCondition(Map.of())::checkLength)
        .hasMessage("Conditions can be of length 1 or 2 only");
  }

  @Test
  void anIndexKeyOfSeveralAttributesTakesThemFromTheLeft() {
    List<KeyAttribute> partition =
        List.of(new KeyAttribute("a", AttributeType.S), new KeyAttribute("b", AttributeType.S));
    List<KeyAttribute> sort =
        List.of(new KeyAttribute("c", AttributeType.N), new KeyAttribute("d", AttributeType.N));
    String values = "{':s':{'S':'x'},':n':{'N':'5'}}";
    KeyRange range =
        keyCondition("a = :s and b = :s and c = :n and d > :n", values)
            .in(partition, sort, attribute -> {});
    assertThat(range.partition()).hasSize(2);
    assertThat(range.equal()).containsExactly(AttributeValue.number(5));
    assertThat(Objects.requireNonNull(range.bound()).operator()).isEqualTo(ComparisonOperator.GT);
    assertThatThrownBy(
            () ->
                keyCondition("a = :s and b = :s and d > :n", values)
                    .in(partition, sort, attribute -> {}))
        .hasMessage("Query condition missed key schema element: c");
    assertThatThrownBy(
            () ->
                keyCondition("a = :s and b = :s and c < :n and d > :n", values)
                    .in(partition, sort, attribute -> {}))
        .hasMessage("Query key condition not supported");
    assertThatThrownBy(
            () -> keyCondition("a = :s and c = :n", values).in(partition, sort, attribute -> {}))
        .hasMessage("Query condition missed key schema element: b");
  }

  @Test
  void whatIsWantedIsInTheRangeOfKeys() {
    long seed = 20_260_103L;
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    ComparisonOperator[] operators = {
      ComparisonOperator.EQ,
      ComparisonOperator.LT,
      ComparisonOperator.LE,
      ComparisonOperator.GT,
      ComparisonOperator.GE,
      ComparisonOperator.BETWEEN,
      ComparisonOperator.BEGINS_WITH
    };
    for (int round = 0; round < 20_000; round++) {
      ComparisonOperator operator = operators[random.nextInt(operators.length)];
      AttributeValue low = randomString(random);
      AttributeValue high = randomString(random);
      KeyPredicate predicate =
          new KeyPredicate(
              operator, operator == ComparisonOperator.BETWEEN ? List.of(low, high) : List.of(low));
      List<AttributeValue> equal =
          random.nextBoolean() ? List.of() : List.of(AttributeValue.number(random.nextInt(3)));
      Key prefix = Key.wrap(new byte[] {7});
      Range range = new KeyRange(List.of(), equal, predicate).keys(prefix);
      AttributeValue value = randomString(random);
      TupleWriter key = TupleWriter.after(prefix);
      equal.forEach(each -> KeyEncoding.append(key, each));
      KeyEncoding.append(KeyEncoding.append(key, value), randomString(random));
      boolean within = range.contains(key.key());
      assertThat(within)
          .as("%s of %s after %s, seed %d", predicate, value, equal, seed)
          .isEqualTo(predicate.test(value));
    }
  }

  private static AttributeValue randomString(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append("\u0000a\uffff".charAt(random.nextInt(3)));
    }
    return AttributeValue.string(text.toString());
  }

  private static KeyCondition keyCondition(String text, String values) {
    return Objects.requireNonNull(
        input(null, values).put(KEY_CONDITION, text).parse().keyCondition());
  }
}
