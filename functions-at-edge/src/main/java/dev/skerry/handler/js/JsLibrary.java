package dev.skerry.handler.js;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * What stands around a handler's source: the code that makes its event, and the functions that this
 * code has from the host. Octets go between the two as strings of one character for each.
 */
final class JsLibrary {
  /** A function of the three host functions; it makes the globals and gives {@code seal}. */
  static final Source CLOUDFRONT = resource("cloudfront.js");

  /** The author's handler, also where it is a {@code const}. */
  static final Source FIND_HANDLER =
      Source.newBuilder(
              JsEngine.LANGUAGE,
              "typeof handler === 'function' ? handler : undefined",
              "find-handler.js")
          .internal(true)
          .buildLiteral();

  /** The text in another encoding: text, from, to. */
  static final ProxyExecutable RECODE =
      arguments ->
          Octets.write(
              Octets.read(arguments[0].asString(), arguments[1].asString()),
              arguments[2].asString());

  /** The digest of octets, or their code under a key: algorithm, octets, key or null. */
  static final ProxyExecutable HASH =
      arguments ->
          Octets.write(hash(arguments[0].asString(), arguments[1], arguments[2]), "latin1");

  private static final Map<String, String> DIGESTS =
      Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256");
  private static final Map<String, String> MACS =
      Map.of("md5", "HmacMD5", "sha1", "HmacSHA1", "sha256", "HmacSHA256");

  private JsLibrary() {}

  private static byte[] hash(String algorithm, Value data, Value key) {
    byte[] octets = Octets.read(data.asString(), "latin1");
    try {
      if (key.isNull()) {
        return MessageDigest.getInstance(DIGESTS.getOrDefault(algorithm, algorithm)).digest(octets);
      }
      Mac mac = Mac.getInstance(MACS.getOrDefault(algorithm, algorithm));
      byte[] secret = Octets.read(key.asString(), "latin1");
      // An empty key is the same as one of zeroes, and cannot be said otherwise.
      mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, mac.getAlgorithm()));
      return mac.doFinal(octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("there is no algorithm " + algorithm, e);
    }
  }

  private static Source resource(String name) {
    try (InputStream in = JsLibrary.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Source.newBuilder(JsEngine.LANGUAGE, text, name).internal(true).buildLiteral();
    } catch (IOException e) {
      throw new IllegalStateException("the resource " + name + " cannot be read", e);
    }
  }
}
