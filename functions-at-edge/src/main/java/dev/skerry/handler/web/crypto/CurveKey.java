package dev.skerry.handler.web.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A key of {@code Ed25519}, to sign (RFC 8032), or of {@code X25519}, to agree on a secret (RFC
 * 7748): octets, which stand at the end of its encodings (RFC 8410).
 */
final class CurveKey implements AsymmetricKey {
  private static final int LENGTH = 32;

  /** What stands before the key; the octet for the algorithm is put in. */
  private static final String SPKI = "302a300506032b65%02x032100";

  private static final String PKCS8 = "302e020100300506032b65%02x04220420";

  private final String name;
  private final byte[] x;
  private final byte @Nullable [] d;

  /** The public half, and the private one if it has one. */
  private CurveKey(String name, byte[] x, byte @Nullable [] d) {
    this.name = name;
    this.x = x;
    this.d = d;
  }

  static CurveKey generate(String name, SecureRandom chance) {
    byte[] d = new byte[LENGTH];
    chance.nextBytes(d);
    return new CurveKey(name, publicOf(name, d), d);
  }

  static CurveKey ofRaw(String name, byte[] octets) throws CryptoProblem {
    return new CurveKey(name, checked(octets), null);
  }

  static CurveKey ofSpki(String name, byte[] octets) throws CryptoProblem {
    return new CurveKey(name, after(prefix(SPKI, name), octets), null);
  }

  static CurveKey ofPkcs8(String name, byte[] octets) throws CryptoProblem {
    byte[] d = after(prefix(PKCS8, name), octets);
    return new CurveKey(name, publicOf(name, d), d);
  }

  /** Of {@code x}, or {@code x d}. */
  static CurveKey ofMembers(String name, String members) throws CryptoProblem {
    List<byte @Nullable []> octets = AsymmetricKey.read(members);
    byte[] x = checked(octets.getFirst());
    if (octets.size() == 1) {
      return new CurveKey(name, x, null);
    }
    byte[] d = checked(octets.getLast());
    if (!Arrays.equals(x, publicOf(name, d))) {
      throw CryptoProblem.data("the halves of the key are of two keys");
    }
    return new CurveKey(name, x, d);
  }

  private static byte[] checked(byte @Nullable [] octets) throws CryptoProblem {
    if (octets == null || octets.length != LENGTH) {
      throw CryptoProblem.data("a key of this curve has " + LENGTH + " octets");
    }
    return octets;
  }

  private static byte[] after(byte[] prefix, byte[] octets) throws CryptoProblem {
    if (octets.length != prefix.length + LENGTH
        || !Arrays.equals(octets, 0, prefix.length, prefix, 0, prefix.length)) {
      throw CryptoProblem.data("the octets are no key of this curve");
    }
    return Arrays.copyOfRange(octets, prefix.length, octets.length);
  }

  private static byte[] prefix(String template, String name) {
    return HexFormat.of().parseHex(template.formatted(name.equals("Ed25519") ? 0x70 : 0x6e));
  }

  /** The JDK makes it only along with a new private key, which it is given in place of chance. */
  private static byte[] publicOf(String name, byte[] d) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(name);
      generator.initialize(new NamedParameterSpec(name), new GivenChance(d));
      KeyPair pair = generator.generateKeyPair();
      if (!Arrays.equals(end(pair.getPrivate().getEncoded()), d)) {
        throw new IllegalStateException("the JDK makes keys of other octets than those it draws");
      }
      return end(pair.getPublic().getEncoded());
    } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
      throw new IllegalStateException("the JDK has " + name, e);
    }
  }

  private static byte[] end(byte[] encoded) {
    return Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);
  }

  PublicKey open() throws CryptoProblem {
    try {
      return factory().generatePublic(new X509EncodedKeySpec(spki()));
    } catch (InvalidKeySpecException e) {
      throw CryptoProblem.operation("the public key is no point of its curve");
    }
  }

  PrivateKey secret() {
    try {
      return factory().generatePrivate(new PKCS8EncodedKeySpec(pkcs8()));
    } catch (InvalidKeySpecException e) {
      throw new IllegalStateException("all octets of this length are keys", e);
    }
  }

  private KeyFactory factory() {
    try {
      return KeyFactory.getInstance(name);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has " + name, e);
    }
  }

  @Override
  public String family() {
    return name;
  }

  @Override
  public boolean isPrivate() {
    return d != null;
  }

  @Override
  public AsymmetricKey publicHalf() {
    return new CurveKey(name, x, null);
  }

  @Override
  public byte[] spki() {
    return joined(prefix(SPKI, name), x);
  }

  @Override
  public byte[] pkcs8() {
    return joined(prefix(PKCS8, name), KeyHalves.secret(d));
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  @Override
  public byte[] raw() {
    return x.clone();
  }

  @Override
  public String members() {
    return AsymmetricKey.write(Stream.of(x, d).filter(Objects::nonNull).toList());
  }
}
