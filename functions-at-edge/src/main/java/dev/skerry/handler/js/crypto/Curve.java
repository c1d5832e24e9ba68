package dev.skerry.handler.js.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The curves of NIST (FIPS 186-4 §D.1.2): {@code y² = x³ − 3x + b} in a field of prime order. */
@SuppressWarnings("ImmutableEnumChecker") // What the JDK says of a curve cannot be changed.
enum Curve {
  P_256("P-256", "secp256r1"),
  P_384("P-384", "secp384r1"),
  P_521("P-521", "secp521r1");

  private static final BigInteger THREE = BigInteger.valueOf(3);

  final String token;
  final ECParameterSpec parameters;
  private final BigInteger prime;

  Curve(String token, String name) {
    this.token = token;
    try {
      AlgorithmParameters all = AlgorithmParameters.getInstance("EC");
      all.init(new ECGenParameterSpec(name));
      this.parameters = all.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has the curves of NIST", e);
    }
    this.prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
  }

  static @Nullable Curve of(String token) {
    return Arrays.stream(values())
        .filter(each -> each.token.equals(token))
        .findFirst()
        .orElse(null);
  }

  /** How many octets a coordinate or a private key has. */
  int length() {
    return (prime.bitLength() + 7) / 8;
  }

  boolean has(ECParameterSpec other) {
    return other.getCurve().equals(parameters.getCurve())
        && other.getGenerator().equals(parameters.getGenerator())
        && other.getOrder().equals(parameters.getOrder());
  }

  /** A point that is on the curve and is not its zero. */
  ECPoint checked(BigInteger x, BigInteger y) throws CryptoProblem {
    boolean isWithin = x.signum() >= 0 && x.compareTo(prime) < 0 && y.compareTo(prime) < 0;
    if (!isWithin || !y.modPow(BigInteger.TWO, prime).equals(right(x))) {
      throw CryptoProblem.data("the point is not on the curve " + token);
    }
    return new ECPoint(x, y);
  }

  /** The right side of the equation. */
  private BigInteger right(BigInteger x) {
    return x.pow(3).subtract(x.multiply(THREE)).add(parameters.getCurve().getB()).mod(prime);
  }

  /** A point as SEC 1 §2.3.3 writes it, in full or compressed. */
  ECPoint point(byte[] octets) throws CryptoProblem {
    int length = length();
    if (octets.length == 1 + 2 * length && octets[0] == 4) {
      return checked(
          new BigInteger(1, Arrays.copyOfRange(octets, 1, 1 + length)),
          new BigInteger(1, Arrays.copyOfRange(octets, 1 + length, octets.length)));
    }
    if (octets.length == 1 + length && (octets[0] == 2 || octets[0] == 3)) {
      BigInteger x = new BigInteger(1, Arrays.copyOfRange(octets, 1, octets.length));
      // Of all three curves the prime is 3 modulo 4, so that this is a root if there is one.
      BigInteger y = right(x).modPow(prime.add(BigInteger.ONE).shiftRight(2), prime);
      return checked(x, y.testBit(0) == (octets[0] == 3) ? y : prime.subtract(y));
    }
    throw CryptoProblem.data("the octets are no point of the curve " + token);
  }

  byte[] octets(ECPoint point) {
    int length = length();
    byte[] octets = new byte[1 + 2 * length];
    octets[0] = 4;
    System.arraycopy(AsymmetricKey.unsigned(point.getAffineX(), length), 0, octets, 1, length);
    System.arraycopy(
        AsymmetricKey.unsigned(point.getAffineY(), length), 0, octets, 1 + length, length);
    return octets;
  }

  /**
   * The public key of a private one. It takes a time that tells of the key, as the JDK has no other
   * way; keys are read once and not for whoever sends a request.
   */
  ECPoint publicOf(BigInteger secret) throws CryptoProblem {
    if (secret.signum() <= 0 || secret.compareTo(parameters.getOrder()) >= 0) {
      throw CryptoProblem.data("the private key is no number of the curve " + token);
    }
    ECPoint sum = ECPoint.POINT_INFINITY;
    for (int i = secret.bitLength() - 1; i >= 0; i--) {
      sum = add(sum, sum);
      if (secret.testBit(i)) {
        sum = add(sum, parameters.getGenerator());
      }
    }
    return sum;
  }

  private ECPoint add(ECPoint a, ECPoint b) {
    if (a.equals(ECPoint.POINT_INFINITY)) {
      return b;
    }
    BigInteger x = a.getAffineX();
    BigInteger y = a.getAffineY();
    BigInteger slope =
        a.equals(b)
            ? x.pow(2).subtract(BigInteger.ONE).multiply(THREE).multiply(inverse(y.shiftLeft(1)))
            : b.getAffineY().subtract(y).multiply(inverse(b.getAffineX().subtract(x)));
    BigInteger sum = slope.pow(2).subtract(x).subtract(b.getAffineX()).mod(prime);
    return new ECPoint(sum, slope.multiply(x.subtract(sum)).subtract(y).mod(prime));
  }

  private BigInteger inverse(BigInteger number) {
    return number.modInverse(prime);
  }
}
