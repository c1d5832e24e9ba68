package dev.skerry.origin.tables.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class KeyEncodingTest {
  private static final long SEED = 20_260_102L;
  private static final String ALPHABET = "\u0000\u0001ab\u00ff\u0800\ue000\uffff";

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

  @Test
  void keysAreInTheOrderOfTheValuesAndGiveThemBack() {
    for (int round = 0; round < 20_000; round++) {
      AttributeType type =
          switch (random.nextInt(3)) {
            case 0 -> AttributeType.S;
            case 1 -> AttributeType.N;
            default -> AttributeType.B;
          };
      AttributeValue left = randomKey(type);
      AttributeValue right = randomKey(type);
      assertThat(Integer.signum(key(left).compareTo(key(right))))
          .as("%s and %s, seed %d", left, right, SEED)
          .isEqualTo(Integer.signum(ValueOrder.compare(left, right).orElseThrow()));
      assertThat(KeyEncoding.read(new TupleReader(key(left)), type))
          .as("seed %d", SEED)
          .isEqualTo(left);
    }
  }

  @Test
  void aPrefixIsThatOfTheValuesWhichBeginSo() {
    for (int round = 0; round < 10_000; round++) {
      AttributeValue.S whole = randomString();
      AttributeValue.S start = randomString();
      assertThat(key(whole).startsWith(KeyEncoding.withPrefix(new TupleWriter(), start)))
          .as("%s and %s, seed %d", whole, start, SEED)
          .isEqualTo(whole.value().startsWith(start.value()));
    }
  }

  @Test
  void theLongestNumberTakesTwentyThreeOctets() {
    assertThat(key(AttributeValue.number("-" + "1".repeat(38) + "e-130")).octets())
        .hasSizeLessThanOrEqualTo(23);
  }

  private static Key key(AttributeValue value) {
    return KeyEncoding.append(new TupleWriter(), value).key();
  }

  private AttributeValue randomKey(AttributeType type) {
    return switch (type) {
      case S -> randomString();
      case N ->
          new AttributeValue.N(ExactNumber.parse(ExactNumberTest.randomAmount(random).toString()));
      default -> {
        byte[] octets = new byte[random.nextInt(4)];
        for (int i = 0; i < octets.length; i++) {
          octets[i] = (byte) (random.nextBoolean() ? random.nextInt(3) : random.nextInt(256));
        }
        yield new AttributeValue.B(Bytes.copyOf(octets));
      }
    };
  }

  private AttributeValue.S randomString() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(4);
    for (int i = 0; i < length; i++) {
      if (random.nextInt(8) == 0) {
        text.appendCodePoint(0x1d11e);
      } else {
        text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
    }
    return new AttributeValue.S(text.toString());
  }
}
