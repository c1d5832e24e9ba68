package dev.skerry.handler.web.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Public halves that are made of private ones. */
class CurveTest {
  private final SecureRandom chance = new SecureRandom();

  @ParameterizedTest
  @EnumSource
  void thePublicHalfIsMadeOfThePrivateOne(Curve curve) throws CryptoProblem {
    for (int i = 0; i < 20; i++) {
      EllipticKey key = EllipticKey.generate(curve, chance);
      assertThat(curve.publicOf(KeyHalves.secret(key.number())))
          .as("of %s", key.number())
          .isEqualTo(key.point());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theGeneratorIsThePublicHalfOfOneAndItsMirrorImageOfTheLastNumber(Curve curve)
      throws CryptoProblem {
    var generator = curve.parameters.getGenerator();
    BigInteger last = curve.parameters.getOrder().subtract(BigInteger.ONE);
    assertThat(curve.publicOf(BigInteger.ONE)).isEqualTo(generator);
    var mirrored = curve.publicOf(last);
    assertThat(mirrored.getAffineX()).isEqualTo(generator.getAffineX());
    assertThat(mirrored.getAffineY()).isNotEqualTo(generator.getAffineY());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoNumberOfTheCurveIsRefused(Curve curve) {
    BigInteger order = curve.parameters.getOrder();
    for (BigInteger each : new BigInteger[] {BigInteger.ZERO, order, order.negate()}) {
      assertThatThrownBy(() -> curve.publicOf(each)).isInstanceOf(CryptoProblem.class);
    }
  }
}
