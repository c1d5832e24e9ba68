package dev.skerry.handler.js;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms behind {@code web/crypto.js}, which has checked its arguments. Each takes time in
 * proportion to its data, which the handler's memory bounds.
 */
final class WebCrypto {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** By the names under which the library calls them. */
  static final Map<String, ProxyExecutable> FUNCTIONS =
      Map.of(
          "digest", WebCrypto::digest,
          "hmac", WebCrypto::hmac,
          "gcm", WebCrypto::gcm,
          "isEqual", WebCrypto::isEqual,
          "random", WebCrypto::random,
          "uuid", _ -> UUID.randomUUID().toString());

  private WebCrypto() {}

  /** Algorithm, data. */
  private static ByteBuffer digest(Value... arguments) {
    try {
      MessageDigest digest = MessageDigest.getInstance(arguments[0].asString());
      return ByteBuffer.wrap(digest.digest(Views.octets(arguments[1])));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA", e);
    }
  }

  /** Digest, key, data. */
  private static ByteBuffer hmac(Value... arguments) {
    String name = "Hmac" + arguments[0].asString().replace("-", "");
    try {
      Mac mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(Views.octets(arguments[1]), name));
      return ByteBuffer.wrap(mac.doFinal(Views.octets(arguments[2])));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC with SHA", e);
    }
  }

  /** Whether to encrypt, key, iv, additional data, bits of the tag, data; null if it is forged. */
  private static @Nullable ByteBuffer gcm(Value... arguments) {
    int mode = arguments[0].asBoolean() ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode,
          new SecretKeySpec(Views.octets(arguments[1]), "AES"),
          new GCMParameterSpec(arguments[4].asInt(), Views.octets(arguments[2])));
      cipher.updateAAD(Views.octets(arguments[3]));
      return ByteBuffer.wrap(cipher.doFinal(Views.octets(arguments[5])));
    } catch (AEADBadTagException _) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /** In a time that does not tell how much of the two is equal. */
  private static Boolean isEqual(Value... arguments) {
    return MessageDigest.isEqual(Views.octets(arguments[0]), Views.octets(arguments[1]));
  }

  /** So many octets, which the library bounds. */
  private static ByteBuffer random(Value... arguments) {
    byte[] octets = new byte[arguments[0].asInt()];
    RANDOM.nextBytes(octets);
    return ByteBuffer.wrap(octets);
  }
}
