package dev.skerry.handler.text;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a source in CloudFront Functions' shape: the script that makes its event, and
 * what the functions do that this script has from the host. Octets go between the two as strings of
 * one character for each.
 */
public final class CloudFrontLibrary {
  /** The file's name, for stacks. */
  public static final String FILE = "cloudfront.js";

  /** An expression: a function of the log, which gives what every library has around a handler. */
  public static final String COMMON = LibraryFile.read(CloudFrontLibrary.class, "common.js");

  /**
   * An expression: a function of recode, hash, log and, where something is bound, of {@link
   * BoundText}'s two and {@link DataText}'s one; it makes the globals and gives seal.
   */
  public static final String SOURCE =
      "((common, crossing, kept, buffers, library) => (recode, hash, log, bound, ask, askData) =>"
          + " library(recode, hash, common(log), crossing, bound, ask,"
          + " (octets) => kept(askData, octets), buffers))("
          + expression(COMMON)
          + ','
          + expression(LibraryFile.read(CloudFrontLibrary.class, "crossing.js"))
          + ','
          + expression(DataText.SOURCE)
          + ','
          + expression(LibraryFile.read(CloudFrontLibrary.class, "buffer.js"))
          + ','
          + expression(LibraryFile.read(CloudFrontLibrary.class, FILE))
          + ')';

  private static final Map<String, String> DIGESTS =
      Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256");
  private static final Map<String, String> MACS =
      Map.of("md5", "HmacMD5", "sha1", "HmacSHA1", "sha256", "HmacSHA256");

  private CloudFrontLibrary() {}

  /** A text in another encoding. */
  public static String recode(String text, String from, String to) {
    return Octets.write(Octets.read(text, from), to);
  }

  /** The digest of octets, or their code under a key where there is one. */
  public static String hash(String algorithm, String data, @Nullable String key) {
    byte[] octets = Octets.read(data, "latin1");
    try {
      if (key == null) {
        String name = DIGESTS.getOrDefault(algorithm, algorithm);
        return Octets.write(MessageDigest.getInstance(name).digest(octets), "latin1");
      }
      Mac mac = Mac.getInstance(MACS.getOrDefault(algorithm, algorithm));
      byte[] secret = Octets.read(key, "latin1");
      // An empty key is the same as one of zeroes, and cannot be said otherwise.
      mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, mac.getAlgorithm()));
      return Octets.write(mac.doFinal(octets), "latin1");
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("there is no algorithm " + algorithm, e);
    }
  }

  /** A file's text among arguments: its last line may be a comment. */
  private static String expression(String text) {
    return '\n' + text + '\n';
  }
}
