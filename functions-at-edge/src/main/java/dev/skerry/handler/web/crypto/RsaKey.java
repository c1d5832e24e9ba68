package dev.skerry.handler.web.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A key of RSA.
 *
 * @param open the public half
 * @param secret the private half, if it has one
 */
record RsaKey(RSAPublicKey open, @Nullable RSAPrivateCrtKey secret) implements AsymmetricKey {
  /** As using a key cannot be stopped; larger ones take long. */
  private static final int BITS_MAX = 4_096;

  private static final int BITS_MIN = 512;
  private static final List<BigInteger> EXPONENTS =
      List.of(RSAKeyGenParameterSpec.F0, RSAKeyGenParameterSpec.F4);

  private static RsaKey of(PublicKey open, @Nullable PrivateKey secret) throws CryptoProblem {
    if (!(open instanceof RSAPublicKey key)
        || (secret != null && !(secret instanceof RSAPrivateCrtKey))) {
      throw CryptoProblem.data("the key is none of RSA, or has not all of its parts");
    }
    int bits = key.getModulus().bitLength();
    if (bits < BITS_MIN || bits > BITS_MAX) {
      throw CryptoProblem.data(
          "a modulus has " + BITS_MIN + " to " + BITS_MAX + " bits, not " + bits);
    }
    RSAPrivateCrtKey crt = (RSAPrivateCrtKey) secret;
    if (crt != null && !isConsistent(crt, key.getModulus())) {
      throw CryptoProblem.data("the parts of the key do not belong together");
    }
    return new RsaKey(key, crt);
  }

  /** Whether no part is larger than the modulus allows: nothing bounds the time otherwise. */
  private static boolean isConsistent(RSAPrivateCrtKey key, BigInteger modulus) {
    BigInteger p = key.getPrimeP();
    BigInteger q = key.getPrimeQ();
    return isBelow(p, modulus)
        && isBelow(q, modulus)
        && p.multiply(q).equals(modulus)
        && isBelow(key.getPrivateExponent(), modulus)
        && isBelow(key.getPublicExponent(), modulus)
        && isBelow(key.getPrimeExponentP(), p)
        && isBelow(key.getPrimeExponentQ(), q)
        && isBelow(key.getCrtCoefficient(), p);
  }

  private static boolean isBelow(BigInteger number, BigInteger bound) {
    return number.signum() > 0 && number.compareTo(bound) < 0;
  }

  /**
   * A new one. Each number that may be a prime is tried with numbers that are drawn, so that chance
   * is asked every few milliseconds.
   */
  static RsaKey generate(int bits, BigInteger exponent, SecureRandom chance) throws CryptoProblem {
    if (bits < BITS_MIN || bits > BITS_MAX || !EXPONENTS.contains(exponent)) {
      throw CryptoProblem.operation(
          "keys of RSA have " + BITS_MIN + " to " + BITS_MAX + " bits and the exponent 3 or 65537");
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(new RSAKeyGenParameterSpec(bits, exponent), chance);
      KeyPair pair = generator.generateKeyPair();
      return of(pair.getPublic(), pair.getPrivate());
    } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
      throw CryptoProblem.operation(String.valueOf(e.getMessage()));
    }
  }

  static RsaKey ofSpki(byte[] octets) throws CryptoProblem {
    try {
      return of(factory().generatePublic(new X509EncodedKeySpec(octets)), null);
    } catch (InvalidKeySpecException e) {
      throw CryptoProblem.data("the key is no SubjectPublicKeyInfo of RSA");
    }
  }

  static RsaKey ofPkcs8(byte[] octets) throws CryptoProblem {
    try {
      PrivateKey secret = factory().generatePrivate(new PKCS8EncodedKeySpec(octets));
      if (secret instanceof RSAPrivateCrtKey key) {
        return of(open(key.getModulus(), key.getPublicExponent()), key);
      }
    } catch (InvalidKeySpecException e) {
      throw CryptoProblem.data("the key is no PrivateKeyInfo of RSA");
    }
    throw CryptoProblem.data("the key has not all of its parts");
  }

  /** Of {@code n e d p q dp dq qi}, where the last six are there together or not at all. */
  static RsaKey ofMembers(String members) throws CryptoProblem {
    List<BigInteger> numbers = new ArrayList<>();
    for (byte[] each : AsymmetricKey.read(members)) {
      if (each == null) {
        throw CryptoProblem.data("the key has not all of its parts");
      }
      numbers.add(new BigInteger(1, each));
    }
    try {
      PublicKey open = open(numbers.get(0), numbers.get(1));
      return of(open, numbers.size() == 2 ? null : secret(numbers));
    } catch (InvalidKeySpecException e) {
      throw CryptoProblem.data("the members make no key of RSA");
    }
  }

  private static PublicKey open(BigInteger modulus, BigInteger exponent)
      throws InvalidKeySpecException {
    return factory().generatePublic(new RSAPublicKeySpec(modulus, exponent));
  }

  private static PrivateKey secret(List<BigInteger> of) throws InvalidKeySpecException {
    return factory()
        .generatePrivate(
            new RSAPrivateCrtKeySpec(
                of.get(0), of.get(1), of.get(2), of.get(3), of.get(4), of.get(5), of.get(6),
                of.get(7)));
  }

  private static KeyFactory factory() {
    try {
      return KeyFactory.getInstance("RSA");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  @Override
  public String family() {
    return "RSA";
  }

  @Override
  public boolean isPrivate() {
    return secret != null;
  }

  @Override
  public AsymmetricKey publicHalf() {
    return new RsaKey(open, null);
  }

  @Override
  public byte[] spki() {
    return open.getEncoded();
  }

  @Override
  public byte[] pkcs8() {
    return KeyHalves.secret(secret).getEncoded();
  }

  @Override
  public byte[] raw() throws CryptoProblem {
    throw CryptoProblem.notSupported("keys of RSA have no raw format");
  }

  @Override
  public String members() {
    Stream<BigInteger> numbers = Stream.of(open.getModulus(), open.getPublicExponent());
    if (secret != null) {
      numbers =
          Stream.concat(
              numbers,
              Stream.of(
                  secret.getPrivateExponent(),
                  secret.getPrimeP(),
                  secret.getPrimeQ(),
                  secret.getPrimeExponentP(),
                  secret.getPrimeExponentQ(),
                  secret.getCrtCoefficient()));
    }
    return AsymmetricKey.write(numbers.map(each -> AsymmetricKey.unsigned(each, 1)).toList());
  }
}
