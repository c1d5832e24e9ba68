package dev.skerry.handler.web;

import dev.skerry.handler.web.crypto.AsymmetricKey;
import dev.skerry.handler.web.crypto.Ciphers;
import dev.skerry.handler.web.crypto.CryptoProblem;
import dev.skerry.handler.web.crypto.Derivations;
import dev.skerry.handler.web.crypto.Keys;
import dev.skerry.handler.web.crypto.Signatures;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.crypto.spec.GCMParameterSpec;

/**
 * What {@code subtle.js} and its sisters have of the host; they have checked their arguments. What
 * the standard has an exception for is given as a text: its name, and a line with a message. Keys
 * are objects that scripts can hand back and nothing else.
 */
final class WebCrypto {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** By the names under which the library calls them. */
  static final Map<String, HostFunction> FUNCTIONS =
      Map.ofEntries(
          Map.entry("digest", WebCrypto::digest),
          Map.entry("hmac", WebCrypto::hmac),
          Map.entry("isEqual", WebCrypto::isEqual),
          Map.entry("random", WebCrypto::random),
          Map.entry("uuid", _ -> UUID.randomUUID().toString()),
          Map.entry("gcm", told(WebCrypto::gcm)),
          Map.entry("cbc", told(WebCrypto::cbc)),
          Map.entry("ctr", told(WebCrypto::ctr)),
          Map.entry("wrap", told(WebCrypto::wrap)),
          Map.entry("oaep", told(WebCrypto::oaep)),
          Map.entry("hkdf", told(WebCrypto::hkdf)),
          Map.entry("pbkdf2", told(WebCrypto::pbkdf2)),
          Map.entry("sign", told(WebCrypto::sign)),
          Map.entry("verify", told(WebCrypto::verify)),
          Map.entry("agree", told(WebCrypto::agree)),
          Map.entry("keyRead", told(WebCrypto::keyRead)),
          Map.entry("keyOfMembers", told(WebCrypto::keyOfMembers)),
          Map.entry("keyMembers", arguments -> key(arguments, 0).members()),
          Map.entry("keyWrite", told(WebCrypto::keyWrite)),
          Map.entry("keyIsPrivate", arguments -> key(arguments, 0).isPrivate()),
          Map.entry("keyPublic", arguments -> key(arguments, 0).publicHalf()));

  private WebCrypto() {}

  /** Makes keys, which may take long, for as long as the call is not stopped. */
  static HostFunction keyMaking(BooleanSupplier isStopped) {
    return told(arguments -> keyMake(new StoppableChance(isStopped), arguments));
  }

  /** What has a result, or a problem. */
  @FunctionalInterface
  private interface Operation {
    Object of(Arguments arguments) throws CryptoProblem;
  }

  private static HostFunction told(Operation operation) {
    return arguments -> {
      try {
        return operation.of(arguments);
      } catch (CryptoProblem e) {
        return e.name() + '\n' + e.getMessage();
      }
    };
  }

  private static AsymmetricKey key(Arguments arguments, int index) {
    return arguments.handle(index, AsymmetricKey.class);
  }

  /** Algorithm, data. */
  private static ByteBuffer digest(Arguments arguments) {
    try {
      MessageDigest digest = MessageDigest.getInstance(arguments.text(0));
      return ByteBuffer.wrap(digest.digest(arguments.octets(1)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA", e);
    }
  }

  /** Digest, key, data. */
  private static ByteBuffer hmac(Arguments arguments) {
    return ByteBuffer.wrap(
        Derivations.hmac(arguments.text(0), arguments.octets(1), arguments.octets(2)));
  }

  /** In a time that does not tell how much of the two is equal. */
  private static Boolean isEqual(Arguments arguments) {
    return MessageDigest.isEqual(arguments.octets(0), arguments.octets(1));
  }

  /** So many octets, which the library bounds. */
  private static ByteBuffer random(Arguments arguments) {
    byte[] octets = new byte[arguments.number(0)];
    RANDOM.nextBytes(octets);
    return ByteBuffer.wrap(octets);
  }

  // ---- ciphers

  /** Whether to encrypt, key, iv, additional data, bits of the tag, data. */
  private static Object gcm(Arguments arguments) throws CryptoProblem {
    GCMParameterSpec parameters = new GCMParameterSpec(arguments.number(4), arguments.octets(2));
    return ByteBuffer.wrap(
        Ciphers.gcm(
            arguments.flag(0),
            arguments.octets(1),
            parameters,
            arguments.octets(3),
            arguments.octets(5)));
  }

  /** Whether to encrypt, key, iv, data. */
  private static Object cbc(Arguments arguments) throws CryptoProblem {
    return ByteBuffer.wrap(
        Ciphers.cbc(
            arguments.flag(0), arguments.octets(1), arguments.octets(2), arguments.octets(3)));
  }

  /** Key, counter, its bits, data. */
  private static Object ctr(Arguments arguments) throws CryptoProblem {
    return ByteBuffer.wrap(
        Ciphers.ctr(
            arguments.octets(0), arguments.octets(1), arguments.number(2), arguments.octets(3)));
  }

  /** Whether to wrap, key, data. */
  private static Object wrap(Arguments arguments) throws CryptoProblem {
    return ByteBuffer.wrap(
        Ciphers.wrap(arguments.flag(0), arguments.octets(1), arguments.octets(2)));
  }

  /** Whether to encrypt, key, digest, label, data. */
  private static Object oaep(Arguments arguments) throws CryptoProblem {
    return ByteBuffer.wrap(
        Ciphers.oaep(
            arguments.flag(0),
            key(arguments, 1),
            arguments.text(2),
            arguments.octets(3),
            arguments.octets(4)));
  }

  // ---- derivations

  /** Digest, secret, salt, info, octets. */
  private static Object hkdf(Arguments arguments) throws CryptoProblem {
    return ByteBuffer.wrap(
        Derivations.hkdf(
            arguments.text(0),
            arguments.octets(1),
            arguments.octets(2),
            arguments.octets(3),
            arguments.number(4)));
  }

  /** Digest, secret, salt, iterations, octets. */
  private static Object pbkdf2(Arguments arguments) throws CryptoProblem {
    return ByteBuffer.wrap(
        Derivations.pbkdf2(
            arguments.text(0),
            arguments.octets(1),
            arguments.octets(2),
            arguments.number(3),
            arguments.number(4)));
  }

  // ---- asymmetric keys

  private static Signatures.Scheme scheme(Arguments arguments) {
    return new Signatures.Scheme(arguments.text(0), arguments.text(1), arguments.number(2));
  }

  /** Algorithm, digest, octets of salt, key, data. */
  private static Object sign(Arguments arguments) throws CryptoProblem {
    return ByteBuffer.wrap(
        Signatures.sign(scheme(arguments), key(arguments, 3), arguments.octets(4)));
  }

  /** Algorithm, digest, octets of salt, key, signature, data. */
  private static Object verify(Arguments arguments) throws CryptoProblem {
    return Signatures.verify(
        scheme(arguments), key(arguments, 3), arguments.octets(4), arguments.octets(5));
  }

  /** The private key of one, the public key of the other. */
  private static Object agree(Arguments arguments) throws CryptoProblem {
    return ByteBuffer.wrap(Signatures.agree(key(arguments, 0), key(arguments, 1)));
  }

  /** Family, bits, exponent. */
  private static Object keyMake(SecureRandom chance, Arguments arguments) throws CryptoProblem {
    return Keys.generate(arguments.text(0), arguments.number(1), arguments.octets(2), chance);
  }

  /** Family, format, octets. */
  private static Object keyRead(Arguments arguments) throws CryptoProblem {
    return Keys.read(arguments.text(0), arguments.text(1), arguments.octets(2));
  }

  /** Family, members. */
  private static Object keyOfMembers(Arguments arguments) throws CryptoProblem {
    return Keys.ofMembers(arguments.text(0), arguments.text(1));
  }

  /** Key, format. */
  private static Object keyWrite(Arguments arguments) throws CryptoProblem {
    AsymmetricKey key = key(arguments, 0);
    return ByteBuffer.wrap(
        switch (arguments.text(1)) {
          case "raw" -> key.raw();
          case "spki" -> key.spki();
          default -> key.pkcs8();
        });
  }
}
