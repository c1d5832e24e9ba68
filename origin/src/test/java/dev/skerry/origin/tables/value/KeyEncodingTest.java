package dev.skerry.origin.tables.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class KeyEncodingTest {
  private static final long SEED = 20_260_102L;
  private static final String ALPHABET = "\u0000\u0001ab\u00ff\u0800\ue000\uffff";

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

  @Test
  void octetsAreInTheOrderOfTheValuesAndGiveThemBack() {
    for (int round = 0; round < 20_000; round++) {
      AttributeValue left = randomKey();
      AttributeValue right = randomKey();
      byte[] a = KeyEncoding.encode(left);
      byte[] b = KeyEncoding.encode(right);
      ValueOrder.compare(left, right)
          .ifPresent(
              order ->
                  assertThat(Integer.signum(Arrays.compareUnsigned(a, b)))
                      .as("%s and %s, seed %d", left, right, SEED)
                      .isEqualTo(Integer.signum(order)));
      assertThat(KeyEncoding.decode(a, 0))
          .as("seed %d", SEED)
          .isEqualTo(new KeyEncoding.Decoded(left, a.length));
    }
  }

  @Test
  void valuesInARowAreOrderedByTheFirstThatDiffers() {
    for (int round = 0; round < 10_000; round++) {
      List<AttributeValue> left = List.of(randomString(), randomNumber(), randomString());
      List<AttributeValue> right =
          List.of(
              random.nextBoolean() ? left.get(0) : randomString(),
              random.nextBoolean() ? left.get(1) : randomNumber(),
              randomString());
      int order = 0;
      for (int i = 0; i < left.size() && order == 0; i++) {
        order = ValueOrder.compare(left.get(i), right.get(i)).orElseThrow();
      }
      assertThat(
              Integer.signum(
                  Arrays.compareUnsigned(KeyEncoding.encode(left), KeyEncoding.encode(right))))
          .as("%s and %s, seed %d", left, right, SEED)
          .isEqualTo(Integer.signum(order));
    }
  }

  @Test
  void aPrefixIsThatOfTheValuesWhichBeginSo() {
    for (int round = 0; round < 10_000; round++) {
      AttributeValue.S whole = randomString();
      AttributeValue.S start = randomString();
      assertThat(beginsWith(KeyEncoding.encode(whole), KeyEncoding.prefix(start)))
          .as("%s and %s, seed %d", whole, start, SEED)
          .isEqualTo(whole.value().startsWith(start.value()));
    }
  }

  @Test
  void severalValuesAreReadOneAfterTheOther() {
    List<AttributeValue> values =
        List.of(
            AttributeValue.string("a\u0000b"),
            AttributeValue.number("-12.5"),
            new AttributeValue.B(Bytes.copyOf(new byte[] {0, -1, 1})),
            AttributeValue.number(0));
    byte[] octets = KeyEncoding.encode(values);
    List<AttributeValue> read = new ArrayList<>();
    for (int at = 0; at < octets.length; ) {
      KeyEncoding.Decoded decoded = KeyEncoding.decode(octets, at);
      read.add(decoded.value());
      at = decoded.next();
    }
    assertThat(read).isEqualTo(values);
  }

  @Test
  void theLongestNumberTakesTwentyThreeOctets() {
    assertThat(KeyEncoding.encode(AttributeValue.number("-" + "1".repeat(38) + "e-130")))
        .hasSizeLessThanOrEqualTo(23);
  }

  private AttributeValue randomKey() {
    return switch (random.nextInt(3)) {
      case 0 -> randomString();
      case 1 -> randomNumber();
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

  private AttributeValue.N randomNumber() {
    return new AttributeValue.N(ExactNumber.parse(ExactNumberTest.randomAmount(random).toString()));
  }

  private static boolean beginsWith(byte[] whole, byte[] start) {
    return whole.length >= start.length
        && Arrays.equals(whole, 0, start.length, start, 0, start.length);
  }
}
