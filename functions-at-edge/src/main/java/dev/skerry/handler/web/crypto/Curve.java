package dev.skerry.handler.web.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
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

  /** Bits that are drawn beyond those of the order, so that all keys are as likely. */
  private static final int EXTRA_BITS = 64;

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
   * The public key of a private one, in a time that does not tell of it. The JDK multiplies points
   * in such a way, but only for a new private key: that is the number which it draws, its last
   * octet first, modulo the order (FIPS 186-4 §B.4.1, but for the one that is added there).
   */
  ECPoint publicOf(BigInteger secret) throws CryptoProblem {
    BigInteger order = parameters.getOrder();
    if (secret.signum() <= 0 || secret.compareTo(order) >= 0) {
      throw CryptoProblem.data("the private key is no number of the curve " + token);
    }
    byte[] drawn = new byte[(order.bitLength() + EXTRA_BITS + 7) / 8];
    byte[] octets = AsymmetricKey.unsigned(secret, length());
    for (int i = 0; i < octets.length; i++) {
      drawn[i] = octets[octets.length - 1 - i];
    }
    KeyPair pair = pair(new GivenChance(drawn));
    if (!((ECPrivateKey) pair.getPrivate()).getS().equals(secret)) {
      throw new IllegalStateException("the JDK makes keys of other numbers than those it draws");
    }
    return ((ECPublicKey) pair.getPublic()).getW();
  }

  /** A new key. */
  KeyPair pair(SecureRandom chance) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(parameters, chance);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has the curves of NIST", e);
    }
  }
}
