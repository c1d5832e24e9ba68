package dev.skerry.handler.web.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key of a curve of NIST, to sign (ECDSA) or to agree on a secret (ECDH).
 *
 * @param point the public half
 * @param number the private half, if it has one
 */
record EllipticKey(Curve curve, ECPoint point, @Nullable BigInteger number)
    implements AsymmetricKey {
  private static final int PUBLIC_TAG = 0xa1;

  static EllipticKey generate(Curve curve, SecureRandom chance) {
    KeyPair pair = curve.pair(chance);
    return new EllipticKey(
        curve, ((ECPublicKey) pair.getPublic()).getW(), ((ECPrivateKey) pair.getPrivate()).getS());
  }

  static EllipticKey ofRaw(Curve curve, byte[] octets) throws CryptoProblem {
    return new EllipticKey(curve, curve.point(octets), null);
  }

  static EllipticKey ofSpki(Curve curve, byte[] octets) throws CryptoProblem {
    try {
      if (factory().generatePublic(new X509EncodedKeySpec(octets)) instanceof ECPublicKey key
          && curve.has(key.getParams())) {
        ECPoint point = key.getW();
        return new EllipticKey(curve, curve.checked(point.getAffineX(), point.getAffineY()), null);
      }
    } catch (InvalidKeySpecException e) {
      throw CryptoProblem.data("the key is no SubjectPublicKeyInfo of an elliptic curve");
    }
    throw CryptoProblem.data("the key is of another curve than " + curve.token);
  }

  static EllipticKey ofPkcs8(Curve curve, byte[] octets) throws CryptoProblem {
    try {
      if (factory().generatePrivate(new PKCS8EncodedKeySpec(octets)) instanceof ECPrivateKey key
          && curve.has(key.getParams())) {
        ECPoint point = curve.publicOf(key.getS());
        byte[] open = publicWithin(octets);
        if (open != null && !curve.point(open).equals(point)) {
          throw CryptoProblem.data("the halves of the key are of two keys");
        }
        return new EllipticKey(curve, point, key.getS());
      }
    } catch (InvalidKeySpecException e) {
      throw CryptoProblem.data("the key is no PrivateKeyInfo of an elliptic curve");
    }
    throw CryptoProblem.data("the key is of another curve than " + curve.token);
  }

  /** The public key that stands beside the private one (RFC 5915 §3); the JDK passes it over. */
  private static byte @Nullable [] publicWithin(byte[] pkcs8) throws CryptoProblem {
    List<byte[]> info = Der.within(pkcs8); // a version, an algorithm, the key
    for (byte[] each : Der.within(Der.contentOf(info.get(2)))) {
      if ((each[0] & 0xff) == PUBLIC_TAG && each.length > 2) {
        byte[] bits = Der.contentOf(Der.within(each).getFirst());
        return bits.length == 0 ? bits : Arrays.copyOfRange(bits, 1, bits.length);
      }
    }
    return null;
  }

  /** Of {@code x y}, or {@code x y d}. */
  static EllipticKey ofMembers(Curve curve, String members) throws CryptoProblem {
    List<BigInteger> numbers = new ArrayList<>();
    for (byte[] each : AsymmetricKey.read(members)) {
      if (each == null || each.length != curve.length()) {
        throw CryptoProblem.data("a member of the key has not the length of its curve");
      }
      numbers.add(new BigInteger(1, each));
    }
    ECPoint point = curve.checked(numbers.get(0), numbers.get(1));
    if (numbers.size() == 2) {
      return new EllipticKey(curve, point, null);
    }
    BigInteger number = numbers.get(2);
    if (!curve.publicOf(number).equals(point)) {
      throw CryptoProblem.data("the halves of the key are of two keys");
    }
    return new EllipticKey(curve, point, number);
  }

  private static KeyFactory factory() {
    try {
      return KeyFactory.getInstance("EC");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has elliptic curves", e);
    }
  }

  PublicKey open() {
    try {
      return factory().generatePublic(new ECPublicKeySpec(point, curve.parameters));
    } catch (InvalidKeySpecException e) {
      throw new IllegalStateException("the point was looked at", e);
    }
  }

  PrivateKey secret() {
    try {
      return factory()
          .generatePrivate(new ECPrivateKeySpec(KeyHalves.secret(number), curve.parameters));
    } catch (InvalidKeySpecException e) {
      throw new IllegalStateException("the number was looked at", e);
    }
  }

  @Override
  public String family() {
    return curve.token;
  }

  @Override
  public boolean isPrivate() {
    return number != null;
  }

  @Override
  public AsymmetricKey publicHalf() {
    return new EllipticKey(curve, point, null);
  }

  @Override
  public byte[] spki() {
    return open().getEncoded();
  }

  /** With the public key in it (RFC 5915 §3), which the JDK leaves out. */
  @Override
  public byte[] pkcs8() {
    byte[] spki = spki();
    byte[] secret = AsymmetricKey.unsigned(KeyHalves.secret(number), curve.length());
    byte[] open = Der.of(0x03, new byte[] {0}, raw());
    byte[] key =
        Der.of(0x30, Der.of(0x02, new byte[] {1}), Der.of(0x04, secret), Der.of(PUBLIC_TAG, open));
    return Der.of(0x30, Der.of(0x02, new byte[] {0}), Der.first(spki), Der.of(0x04, key));
  }

  @Override
  public byte[] raw() {
    return curve.octets(point);
  }

  @Override
  public String members() {
    List<byte[]> members = new ArrayList<>();
    members.add(AsymmetricKey.unsigned(point.getAffineX(), curve.length()));
    members.add(AsymmetricKey.unsigned(point.getAffineY(), curve.length()));
    if (number != null) {
      members.add(AsymmetricKey.unsigned(number, curve.length()));
    }
    return AsymmetricKey.write(members);
  }
}
