package dev.skerry.handler.web.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes and reads asymmetric keys by the name of their family: {@code RSA}, a curve ({@code P-256},
 * {@code P-384}, {@code P-521}), {@code Ed25519} or {@code X25519}.
 */
public final class Keys {
  private Keys() {}

  /**
   * A new private key.
   *
   * @param bits of a modulus, for RSA
   * @param exponent without sign, for RSA
   * @param chance is asked all the time, as a key of RSA may take seconds: what it throws ends that
   * @throws CryptoProblem if there is no such key
   */
  public static AsymmetricKey generate(
      String family, int bits, byte[] exponent, SecureRandom chance) throws CryptoProblem {
    Curve curve = Curve.of(family);
    if (curve != null) {
      return EllipticKey.generate(curve, chance);
    }
    return family.equals("RSA")
        ? RsaKey.generate(bits, new BigInteger(1, exponent), chance)
        : CurveKey.generate(family, chance);
  }

  /**
   * A key of its octets.
   *
   * @param format {@code raw}, {@code spki} or {@code pkcs8}
   * @throws CryptoProblem if they are none, or of another family
   */
  public static AsymmetricKey read(String family, String format, byte[] octets)
      throws CryptoProblem {
    Curve curve = Curve.of(family);
    return switch (format) {
      case "raw" -> raw(family, curve, octets);
      case "spki" ->
          curve != null
              ? EllipticKey.ofSpki(curve, octets)
              : family.equals("RSA") ? RsaKey.ofSpki(octets) : CurveKey.ofSpki(family, octets);
      default ->
          curve != null
              ? EllipticKey.ofPkcs8(curve, octets)
              : family.equals("RSA") ? RsaKey.ofPkcs8(octets) : CurveKey.ofPkcs8(family, octets);
    };
  }

  private static AsymmetricKey raw(String family, @Nullable Curve curve, byte[] octets)
      throws CryptoProblem {
    if (curve != null) {
      return EllipticKey.ofRaw(curve, octets);
    }
    if (family.equals("RSA")) {
      throw CryptoProblem.notSupported("keys of RSA have no raw format");
    }
    return CurveKey.ofRaw(family, octets);
  }

  /**
   * A key of the members of a JSON Web Key.
   *
   * @param members as {@link AsymmetricKey#members} gives them
   * @throws CryptoProblem if they make none
   */
  public static AsymmetricKey ofMembers(String family, String members) throws CryptoProblem {
    Curve curve = Curve.of(family);
    if (curve != null) {
      return EllipticKey.ofMembers(curve, members);
    }
    return family.equals("RSA") ? RsaKey.ofMembers(members) : CurveKey.ofMembers(family, members);
  }
}
