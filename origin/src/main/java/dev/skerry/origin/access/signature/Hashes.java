package dev.skerry.origin.access.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 and HMAC-SHA-256, in lower-case hexadecimal where they are text, and HMAC-SHA-1. */
public final class Hashes {
  /** The hash of nothing. */
  public static final String OF_NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final String HMAC = "HmacSHA256";
  private static final String HMAC_SHA_1 = "HmacSHA1";

  /** Copied, as looking for an implementation takes as long as a short hash. */
  private static final MessageDigest SHA_256 = newSha256();

  private Hashes() {}

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** A digest to which octets are added as they come. */
  public static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      return newSha256();
    }
  }

  /** The hash of octets. */
  public static String sha256(byte[] octets) {
    return hex(sha256().digest(octets));
  }

  /** The hash of a text of which each char is an octet. */
  static String sha256(String octets) {
    return sha256(octets.getBytes(ISO_8859_1));
  }

  /** Octets in hexadecimal. */
  static String hex(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }

  /** The code of a text of which each char is an octet. */
  static byte[] hmac(byte[] key, String octets) {
    return keyed(key).doFinal(octets.getBytes(ISO_8859_1));
  }

  /** What makes codes with a key. */
  static Mac keyed(byte[] key) {
    return keyed(key, HMAC);
  }

  private static Mac keyed(byte[] key, String algorithm) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  /** The code of a text of which each char is an octet by SHA-1, in Base64. */
  static String base64Sha1(String secret, String octets) {
    Mac mac = keyed(secret.getBytes(UTF_8), HMAC_SHA_1);
    return Base64.getEncoder().encodeToString(mac.doFinal(octets.getBytes(ISO_8859_1)));
  }

  /** Whether two texts are equal, found out in a time that does not tell where they differ. */
  static boolean equal(String expected, String given) {
    return MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
  }
}
