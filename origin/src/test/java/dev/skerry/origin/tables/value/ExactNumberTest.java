package dev.skerry.origin.tables.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactNumberTest {
  private static final String OVERFLOW =
      "Number overflow. Attempting to store a number with magnitude larger than supported range";
  private static final String UNDERFLOW =
      "Number underflow. Attempting to store a number with magnitude smaller than supported range";
  private static final String IMPRECISE =
      "Attempting to store more than 38 significant digits in a Number";

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "0e1000, 0",
    "0.000, 0",
    "1, 1",
    "+3, 3",
    "-0015.789e6, -15789000",
    ".123, 0.123",
    "5., 5",
    "0001.23, 1.23",
    "1e+5, 100000",
    "-17.4E37, -174000000000000000000000000000000000000",
    "1.50, 1.5",
    "100, 100",
    "0000012345678901234567890123456789012345678, 12345678901234567890123456789012345678",
    "-00001.23456789012345678901234567890123456780000, -1.2345678901234567890123456789012345678",
  })
  void aNumberIsWrittenPlainly(String text, String written) {
    assertThat(ExactNumber.parse(text)).hasToString(written);
  }

  @Test
  void theLargestAndTheSmallestAreWrittenWithAllTheirZeros() {
    assertThat(ExactNumber.parse("0009.99999999999999999999999999999999999990000e125"))
        .hasToString("9".repeat(38) + "0".repeat(88));
    assertThat(ExactNumber.parse("-0001.000e-130")).hasToString("-0." + "0".repeat(129) + "1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b",
        "NaN",
        "Infinity",
        "-Infinity",
        "-dog",
        " 1",
        "1 ",
        "1e",
        "e5",
        ".",
        "-",
        "+",
        "1.2.3",
        "1e5.0",
        "0x10",
        "1_000",
        "1,5",
        "--1",
        "١"
      })
  void whatIsNoNumberIsNamed(String text) {
    assertRefused(text, "The parameter cannot be converted to a numeric value: " + text);
  }

  @Test
  void noTextIsNoNumber() {
    assertRefused("", "The parameter cannot be converted to a numeric value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e126", "-1e126", "11e125", "1e100000000", "1.0e99999999999999999999"})
  void tooLargeIsAnOverflow(String text) {
    assertRefused(text, OVERFLOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-131", "-1e-131", "0.9e-130", "1e-99999999999999999999"})
  void tooSmallIsAnUnderflow(String text) {
    assertRefused(text, UNDERFLOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789012345678901234567890123456789",
        "-1.23456789012345678901234567890123456789",
        "314159265358979323846264338327950288419e30",
        "1.00000000000000000000000000000000000000000000000000000000001"
      })
  void tooManyDigitsAreRefused(String text) {
    assertRefused(text, IMPRECISE);
  }

  @Test
  void aTextOfMillionsOfDigitsIsReadInOnePass() {
    assertThat(ExactNumber.parse("0".repeat(4_000_000) + "1")).hasToString("1");
    assertThat(ExactNumber.parse("1." + "0".repeat(4_000_000))).hasToString("1");
    assertRefused("0." + "1".repeat(4_000_000), IMPRECISE);
    assertRefused("1".repeat(4_000_000), OVERFLOW);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 10000000000000000000000, 10000000000000000000001",
    "0.1, 0.2, 0.3",
    "-5, 5, 0",
    "1e125, 1e125, 2e125",
    "99999999999999999999999999999999999999, 1, 1e38",
  })
  void sumsAreExact(String left, String right, String sum) {
    assertThat(ExactNumber.parse(left).plus(ExactNumber.parse(right)))
        .isEqualTo(ExactNumber.parse(sum));
    assertThat(ExactNumber.parse(sum).minus(ExactNumber.parse(right)))
        .isEqualTo(ExactNumber.parse(left));
  }

  @Test
  void aSumOutOfRangeOrWithTooManyDigitsIsAnOverflow() {
    ExactNumber large = ExactNumber.parse("9e125");
    assertThatThrownBy(() -> large.plus(large)).hasMessage(OVERFLOW);
    assertThatThrownBy(() -> ExactNumber.parse("1e50").plus(ExactNumber.of(1)))
        .hasMessage(OVERFLOW);
    assertThatThrownBy(() -> ExactNumber.parse("1.5e-130").minus(ExactNumber.parse("1e-130")))
        .hasMessage(UNDERFLOW);
  }

  @Test
  void readingAndSummingAgreeWithBigDecimal() {
    long seed = 20_260_101L;
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int round = 0; round < 20_000; round++) {
      BigDecimal left = randomAmount(random);
      BigDecimal right = randomAmount(random);
      ExactNumber a = ExactNumber.parse(left.toString());
      ExactNumber b = ExactNumber.parse(right.toPlainString());
      assertThat(a.toBigDecimal()).as("seed %d", seed).isEqualByComparingTo(left);
      assertThat(a.compareTo(b)).as("seed %d", seed).isEqualTo(left.compareTo(right));
      BigDecimal sum = left.add(right);
      if (sum.stripTrailingZeros().precision() <= ExactNumber.MAX_DIGITS) {
        assertThat(a.plus(b).toBigDecimal()).as("seed %d", seed).isEqualByComparingTo(sum);
      }
      assertThat(ExactNumber.parse(a.toString())).as("seed %d", seed).isEqualTo(a);
    }
  }

  static BigDecimal randomAmount(RandomGenerator random) {
    StringBuilder digits = new StringBuilder();
    int count = 1 + random.nextInt(ExactNumber.MAX_DIGITS);
    for (int i = 0; i < count; i++) {
      digits.append(random.nextInt(4) == 0 ? random.nextInt(10) : 0);
    }
    int exponent = random.nextInt(-80, 80);
    BigDecimal amount = new BigDecimal(digits + "E" + exponent);
    return random.nextBoolean() ? amount : amount.negate();
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> ExactNumber.parse(text))
        .isInstanceOfSatisfying(
            TableException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.VALIDATION))
        .hasMessage(message);
  }
}
