package dev.skerry.origin.tables.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Random conditions on numbers, written with more or fewer parentheses and read back, against
 * predicates that were made beside the text.
 */
class ConditionModelTest {
  private static final long SEED = 20_260_105L;
  private static final List<String> NAMES = List.of("w", "x", "y", "z");

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

  /**
   * A condition as text and as what it means.
   *
   * @param rank how tightly its outermost operator binds: 0 or, 1 and, 2 not, 3 a comparison
   */
  private record Sample(String text, int rank, Predicate<Map<String, Long>> meaning) {}

  @Test
  void precedenceAndComparisonsAreAsWritten() {
    for (int round = 0; round < 3_000; round++) {
      Sample sample = sample(4);
      Condition condition =
          Objects.requireNonNull(
              new ExpressionInput().put(ExpressionKind.CONDITION, sample.text).parse().condition());
      for (int i = 0; i < 5; i++) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (String name : NAMES) {
          if (random.nextInt(5) > 0) {
            long number = random.nextInt(3);
            numbers.put(name, number);
            attributes.put(name, AttributeValue.number(number));
          }
        }
        assertThat(condition.test(new Item(attributes)))
            .as("%s of %s, seed %d", sample.text, numbers, SEED)
            .isEqualTo(sample.meaning.test(numbers));
      }
    }
  }

  private Sample sample(int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(5)) {
      case 0, 1 -> comparison();
      case 2 -> {
        Sample inner = sample(depth - 1);
        yield new Sample("not " + wrapped(inner, 2), 2, inner.meaning.negate());
      }
      case 3 -> {
        Sample left = sample(depth - 1);
        Sample right = sample(depth - 1);
        yield new Sample(
            wrapped(left, 1) + " and " + wrapped(right, 1), 1, left.meaning.and(right.meaning));
      }
      default -> {
        Sample left = sample(depth - 1);
        Sample right = sample(depth - 1);
        yield new Sample(
            wrapped(left, 0) + " OR " + wrapped(right, 0), 0, left.meaning.or(right.meaning));
      }
    };
  }

  /** Parentheses where they are needed, and sometimes where they are not. */
  private String wrapped(Sample sample, int rank) {
    return sample.rank < rank || random.nextInt(4) == 0 ? "(" + sample.text + ")" : sample.text;
  }

  private Sample comparison() {
    String left = NAMES.get(random.nextInt(2));
    String right = NAMES.get(2 + random.nextInt(2));
    return switch (random.nextInt(6)) {
      case 0 -> of(left + "=" + right, n -> both(n, left, right) && equal(n, left, right));
      case 1 -> of(left + "<>" + right, n -> !both(n, left, right) || !equal(n, left, right));
      case 2 -> of(left + " < " + right, n -> both(n, left, right) && order(n, left, right) < 0);
      case 3 ->
          of("(" + left + ")>=" + right, n -> both(n, left, right) && order(n, left, right) >= 0);
      case 4 -> of("attribute_exists(" + left + ")", n -> n.containsKey(left));
      default ->
          of(
              left + " between " + right + " and (" + right + ")",
              n -> both(n, left, right) && equal(n, left, right));
    };
  }

  private static Sample of(String text, Predicate<Map<String, Long>> meaning) {
    return new Sample(text, 3, meaning);
  }

  private static boolean both(Map<String, Long> numbers, String left, String right) {
    return numbers.containsKey(left) && numbers.containsKey(right);
  }

  private static boolean equal(Map<String, Long> numbers, String left, String right) {
    return Objects.equals(numbers.get(left), numbers.get(right));
  }

  private static int order(Map<String, Long> numbers, String left, String right) {
    return Long.compare(
        Objects.requireNonNull(numbers.get(left)), Objects.requireNonNull(numbers.get(right)));
  }
}
