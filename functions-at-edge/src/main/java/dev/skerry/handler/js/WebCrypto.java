package dev.skerry.handler.js;

import dev.skerry.handler.js.crypto.AsymmetricKey;
import dev.skerry.handler.js.crypto.Ciphers;
import dev.skerry.handler.js.crypto.CryptoProblem;
import dev.skerry.handler.js.crypto.Derivations;
import dev.skerry.handler.js.crypto.Keys;
import dev.skerry.handler.js.crypto.Signatures;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.crypto.spec.GCMParameterSpec;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * What {@code web/subtle.js} and its sisters have of the host; they have checked their arguments.
 * What the standard has an exception for is given as a text: its name, and a line with a message.
 * Keys are objects that scripts can hand back and nothing else.
 */
final class WebCrypto {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** By the names under which the library calls them. */
  static final Map<String, ProxyExecutable> FUNCTIONS =
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
          Map.entry("keyMembers", arguments -> key(arguments[0]).members()),
          Map.entry("keyWrite", told(WebCrypto::keyWrite)),
          Map.entry("keyIsPrivate", arguments -> key(arguments[0]).isPrivate()),
          Map.entry("keyPublic", arguments -> key(arguments[0]).publicHalf()));

  private WebCrypto() {}

  /** Makes keys, which may take long, for as long as the call is not stopped. */
  static ProxyExecutable keyMaking(BooleanSupplier isStopped) {
    return told(arguments -> keyMake(new StoppableChance(isStopped), arguments));
  }

  /** What has a result, or a problem. */
  @FunctionalInterface
  private interface Operation {
    Object of(Value... arguments) throws CryptoProblem;
  }

  private static ProxyExecutable told(Operation operation) {
    return arguments -> {
      try {
        return operation.of(arguments);
      } catch (CryptoProblem e) {
        return e.name() + '\n' + e.getMessage();
      }
    };
  }

  private static byte[] octets(Value value) {
    return Views.octets(value);
  }

  private static AsymmetricKey key(Value value) {
    return value.asHostObject();
  }

  /** Algorithm, data. */
  private static ByteBuffer digest(Value... arguments) {
    try {
      MessageDigest digest = MessageDigest.getInstance(arguments[0].asString());
      return ByteBuffer.wrap(digest.digest(octets(arguments[1])));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA", e);
    }
  }

  /** Digest, key, data. */
  private static ByteBuffer hmac(Value... arguments) {
    return ByteBuffer.wrap(
        Derivations.hmac(arguments[0].asString(), octets(arguments[1]), octets(arguments[2])));
  }

  /** In a time that does not tell how much of the two is equal. */
  private static Boolean isEqual(Value... arguments) {
    return MessageDigest.isEqual(octets(arguments[0]), octets(arguments[1]));
  }

  /** So many octets, which the library bounds. */
  private static ByteBuffer random(Value... arguments) {
    byte[] octets = new byte[arguments[0].asInt()];
    RANDOM.nextBytes(octets);
    return ByteBuffer.wrap(octets);
  }

  // ---- ciphers

  /** Whether to encrypt, key, iv, additional data, bits of the tag, data. */
  private static Object gcm(Value... arguments) throws CryptoProblem {
    GCMParameterSpec parameters = new GCMParameterSpec(arguments[4].asInt(), octets(arguments[2]));
    return ByteBuffer.wrap(
        Ciphers.gcm(
            arguments[0].asBoolean(),
            octets(arguments[1]),
            parameters,
            octets(arguments[3]),
            octets(arguments[5])));
  }

  /** Whether to encrypt, key, iv, data. */
  private static Object cbc(Value... arguments) throws CryptoProblem {
    return ByteBuffer.wrap(
        Ciphers.cbc(
            arguments[0].asBoolean(),
            octets(arguments[1]),
            octets(arguments[2]),
            octets(arguments[3])));
  }

  /** Key, counter, its bits, data. */
  private static Object ctr(Value... arguments) throws CryptoProblem {
    return ByteBuffer.wrap(
        Ciphers.ctr(
            octets(arguments[0]),
            octets(arguments[1]),
            arguments[2].asInt(),
            octets(arguments[3])));
  }

  /** Whether to wrap, key, data. */
  private static Object wrap(Value... arguments) throws CryptoProblem {
    return ByteBuffer.wrap(
        Ciphers.wrap(arguments[0].asBoolean(), octets(arguments[1]), octets(arguments[2])));
  }

  /** Whether to encrypt, key, digest, label, data. */
  private static Object oaep(Value... arguments) throws CryptoProblem {
    return ByteBuffer.wrap(
        Ciphers.oaep(
            arguments[0].asBoolean(),
            key(arguments[1]),
            arguments[2].asString(),
            octets(arguments[3]),
            octets(arguments[4])));
  }

  // ---- derivations

  /** Digest, secret, salt, info, octets. */
  private static Object hkdf(Value... arguments) throws CryptoProblem {
    return ByteBuffer.wrap(
        Derivations.hkdf(
            arguments[0].asString(),
            octets(arguments[1]),
            octets(arguments[2]),
            octets(arguments[3]),
            arguments[4].asInt()));
  }

  /** Digest, secret, salt, iterations, octets. */
  private static Object pbkdf2(Value... arguments) throws CryptoProblem {
    return ByteBuffer.wrap(
        Derivations.pbkdf2(
            arguments[0].asString(),
            octets(arguments[1]),
            octets(arguments[2]),
            arguments[3].asInt(),
            arguments[4].asInt()));
  }

  // ---- asymmetric keys

  private static Signatures.Scheme scheme(Value... arguments) {
    return new Signatures.Scheme(
        arguments[0].asString(), arguments[1].asString(), arguments[2].asInt());
  }

  /** Algorithm, digest, octets of salt, key, data. */
  private static Object sign(Value... arguments) throws CryptoProblem {
    return ByteBuffer.wrap(
        Signatures.sign(scheme(arguments), key(arguments[3]), octets(arguments[4])));
  }

  /** Algorithm, digest, octets of salt, key, signature, data. */
  private static Object verify(Value... arguments) throws CryptoProblem {
    return Signatures.verify(
        scheme(arguments), key(arguments[3]), octets(arguments[4]), octets(arguments[5]));
  }

  /** The private key of one, the public key of the other. */
  private static Object agree(Value... arguments) throws CryptoProblem {
    return ByteBuffer.wrap(Signatures.agree(key(arguments[0]), key(arguments[1])));
  }

  /** Family, bits, exponent. */
  private static Object keyMake(SecureRandom chance, Value... arguments) throws CryptoProblem {
    return Keys.generate(
        arguments[0].asString(), arguments[1].asInt(), octets(arguments[2]), chance);
  }

  /** Family, format, octets. */
  private static Object keyRead(Value... arguments) throws CryptoProblem {
    return Keys.read(arguments[0].asString(), arguments[1].asString(), octets(arguments[2]));
  }

  /** Family, members. */
  private static Object keyOfMembers(Value... arguments) throws CryptoProblem {
    return Keys.ofMembers(arguments[0].asString(), arguments[1].asString());
  }

  /** Key, format. */
  private static Object keyWrite(Value... arguments) throws CryptoProblem {
    AsymmetricKey key = key(arguments[0]);
    return ByteBuffer.wrap(
        switch (arguments[1].asString()) {
          case "raw" -> key.raw();
          case "spki" -> key.spki();
          default -> key.pkcs8();
        });
  }
}
