package dev.skerry.origin.engine.tuple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are in the order of their parts, and give them back. */
class TupleTest {
  private static final long SEED = Long.getLong("skerry.seed", 20_26);
  private static final int PAIRS = 4_000;

  /** A kind of part: how it is made up, written, read and ordered without any encoding. */
  record Kind<T>(
      String name,
      Function<SplittableRandom, T> random,
      BiConsumer<TupleWriter, T> write,
      Function<TupleReader, T> read,
      Comparator<T> order) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Kind<?>> kinds() {
    return Stream.of(
        new Kind<>(
            "bytes",
            TupleTest::bytes,
            TupleWriter::bytes,
            TupleReader::bytes,
            Arrays::compareUnsigned),
        new Kind<>(
            "string",
            TupleTest::string,
            TupleWriter::string,
            TupleReader::string,
            Comparator.comparing((String text) -> text.codePoints().toArray(), Arrays::compare)),
        new Kind<>(
            "unsigned",
            TupleTest::whole,
            TupleWriter::unsigned,
            TupleReader::unsigned,
            Long::compareUnsigned),
        new Kind<>(
            "signed",
            TupleTest::whole,
            TupleWriter::signed,
            TupleReader::signed,
            Comparator.naturalOrder()),
        new Kind<>(
            "fixed64",
            TupleTest::whole,
            TupleWriter::fixed64,
            TupleReader::fixed64,
            Long::compareUnsigned),
        new Kind<>(
            "fixed32",
            random -> (int) (long) whole(random),
            TupleWriter::fixed32,
            TupleReader::fixed32,
            Integer::compareUnsigned),
        new Kind<>(
            "number",
            TupleTest::number,
            TupleWriter::number,
            TupleReader::number,
            Comparator.<BigDecimal>naturalOrder()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void keysOfTwoPartsAreInTheOrderOfTheirParts(Kind<T> kind) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < PAIRS; i++) {
      T first = kind.random.apply(random);
      T other = random.nextInt(3) == 0 ? first : kind.random.apply(random);
      T second = kind.random.apply(random);
      T otherSecond = kind.random.apply(random);
      int parts = kind.order.compare(first, other);
      int expected = parts != 0 ? parts : kind.order.compare(second, otherSecond);
      int actual = key(kind, first, second).compareTo(key(kind, other, otherSecond));
      assertThat(Integer.signum(actual))
          .as("seed %d: (%s, %s) and (%s, %s)", SEED, first, second, other, otherSecond)
          .isEqualTo(Integer.signum(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void aKeyGivesBackItsParts(Kind<T> kind) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < PAIRS; i++) {
      T first = kind.random.apply(random);
      T second = kind.random.apply(random);
      TupleReader reader = new TupleReader(key(kind, first, second));
      assertThat(kind.order.compare(kind.read.apply(reader), first)).as("%s", first).isZero();
      assertThat(kind.order.compare(kind.read.apply(reader), second)).as("%s", second).isZero();
      assertThat(reader.hasMore()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void aPartsRangeHoldsWhatBeginsWithItAndNothingElse(Kind<T> kind) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < PAIRS; i++) {
      T first = kind.random.apply(random);
      T other = random.nextBoolean() ? first : kind.random.apply(random);
      TupleWriter writer = new TupleWriter().raw((byte) 1);
      kind.write.accept(writer, first);
      Key longer = Key.of((byte) 1).plus(key(kind, other, kind.random.apply(random)));
      assertThat(writer.range().contains(longer))
          .as("seed %d: %s in the range of %s", SEED, other, first)
          .isEqualTo(kind.order.compare(first, other) == 0);
    }
  }

  @Test
  void theSmallestNumbersInOrder() {
    String[] numbers = {
      "-1E+125",
      "-100",
      "-99.5",
      "-10",
      "-1.1",
      "-1",
      "-0.1",
      "-1E-130",
      "0",
      "1E-130",
      "0.09",
      "0.1",
      "0.11",
      "1",
      "1.01",
      "9",
      "10",
      "99",
      "100",
      "9.99E+125"
    };
    for (int i = 1; i < numbers.length; i++) {
      Key below = new TupleWriter().number(new BigDecimal(numbers[i - 1])).key();
      Key above = new TupleWriter().number(new BigDecimal(numbers[i])).key();
      assertThat(below).as("%s below %s", numbers[i - 1], numbers[i]).isLessThan(above);
    }
  }

  @Test
  void equalNumbersAreTheSameKey() {
    assertThat(new TupleWriter().number(new BigDecimal("1.500")).key())
        .isEqualTo(new TupleWriter().number(new BigDecimal("1.5")).key());
    assertThat(new TupleWriter().number(new BigDecimal("0.00")).key())
        .isEqualTo(new TupleWriter().number(BigDecimal.ZERO).key());
  }

  @Test
  void aNumberBeyondTheExponentIsRefused() {
    assertThatThrownBy(() -> new TupleWriter().number(new BigDecimal("1E+40000")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("40001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00", "\ud800x", "\udc00\ud800"})
  void halfASurrogatePairIsRefused(String text) {
    assertThatThrownBy(() -> new TupleWriter().string(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("surrogate");
  }

  @Test
  void whatNoWriterWroteIsCorrupt() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < PAIRS; i++) {
      Key key = Key.wrap(bytes(random));
      kinds()
          .forEach(
              kind -> {
                try {
                  Object part = kind.read.apply(new TupleReader(key));
                  assertThat(part).isNotNull();
                } catch (EngineException.Corrupt expected) {
                  assertThat(expected).hasMessageContaining("expected a part");
                }
              });
    }
  }

  private static <T> Key key(Kind<T> kind, T first, T second) {
    TupleWriter writer = new TupleWriter();
    kind.write.accept(writer, first);
    kind.write.accept(writer, second);
    return writer.key();
  }

  /** Short, and of few different octets, so that beginnings, zeros and ends meet. */
  private static byte[] bytes(SplittableRandom random) {
    byte[] octets = new byte[random.nextInt(5)];
    byte[] some = {0, 1, 2, 'a', (byte) 0x80, (byte) 0xFE, (byte) 0xFF};
    for (int i = 0; i < octets.length; i++) {
      octets[i] = some[random.nextInt(some.length)];
    }
    return octets;
  }

  private static String string(SplittableRandom random) {
    int[] some = {
      0, 1, 'a', 'b', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF
    };
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(4); length > 0; length--) {
      text.appendCodePoint(some[random.nextInt(some.length)]);
    }
    assertThat(text.toString().getBytes(StandardCharsets.UTF_8)).doesNotContain((byte) 0xFF);
    return text.toString();
  }

  private static Long whole(SplittableRandom random) {
    long near = random.nextInt(5) - 2L;
    return random.nextBoolean()
        ? (1L << random.nextInt(64)) + near
        : random.nextLong() >> random.nextInt(64);
  }

  private static BigDecimal number(SplittableRandom random) {
    BigInteger digits = BigInteger.valueOf(random.nextLong() >> random.nextInt(64));
    if (random.nextInt(4) == 0) {
      digits = digits.multiply(BigInteger.valueOf(random.nextLong()));
    }
    return new BigDecimal(digits, random.nextInt(12) - 6 + (random.nextInt(8) == 0 ? 120 : 0));
  }
}
