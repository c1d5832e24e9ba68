package dev.skerry.handler.web.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A public key, or a private one with its public half. Immutable. */
public sealed interface AsymmetricKey permits RsaKey, EllipticKey, CurveKey {
  /** What keys of its kind are called: {@code RSA}, or the name of a curve. */
  String family();

  /** Whether it has the private half. */
  boolean isPrivate();

  /** The key without its private half. */
  AsymmetricKey publicHalf();

  /** The SubjectPublicKeyInfo (RFC 5280 §4.1). */
  byte[] spki();

  /** The PrivateKeyInfo (RFC 5208 §5), of private keys. */
  byte[] pkcs8();

  /**
   * The public key by itself.
   *
   * @throws CryptoProblem if the algorithm has no such format
   */
  byte[] raw() throws CryptoProblem;

  /**
   * The members of a JSON Web Key (RFC 7518 §6, RFC 8037 §2) in base64url, a line for each: {@code
   * n e d p q dp dq qi}, {@code x y d} or {@code x d}; of public keys without those from {@code d}
   * on.
   */
  String members();

  /** Octets by lines of base64url; an empty one is none. */
  static List<byte @Nullable []> read(String members) throws CryptoProblem {
    try {
      return Arrays.stream(members.split("\n", -1))
          .map(each -> each.isEmpty() ? null : Base64.getUrlDecoder().decode(each))
          .collect(Collectors.toList());
    } catch (IllegalArgumentException e) {
      throw CryptoProblem.data("a member of the key is not in base64url");
    }
  }

  /** Lines of base64url. */
  static String write(List<byte[]> members) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return members.stream().map(encoder::encodeToString).collect(Collectors.joining("\n"));
  }

  /** A number without sign, in so many octets as it is given or as it needs. */
  static byte[] unsigned(BigInteger number, int length) throws ArithmeticException {
    byte[] signed = number.toByteArray();
    int skipped = signed.length > 1 && signed[0] == 0 ? 1 : 0;
    int needed = signed.length - skipped;
    byte[] octets = new byte[Math.max(length, needed)];
    System.arraycopy(signed, skipped, octets, octets.length - needed, needed);
    return octets;
  }
}
