package dev.skerry.edge.sync;

import java.util.regex.Pattern;

/**
 * What lets an edge join a fleet: a secret that the control plane knows, and what the edge is to
 * recognise the control plane by, so that it trusts nobody else from its first call on.
 *
 * <p>As text: {@code skerry-join-}, the fingerprint, a dot and the secret.
 *
 * @param caFingerprint SHA-256 of the fleet's CA certificate (of its DER form): 64 hexadecimal
 *     digits in lower case
 * @param secret 16 to 128 letters, digits, hyphens and underscores
 */
public record JoinToken(String caFingerprint, String secret) {
  private static final String PREFIX = "skerry-join-";
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{16,128}");

  public JoinToken {
    if (!FINGERPRINT.matcher(caFingerprint).matches() || !SECRET.matcher(secret).matches()) {
      throw new IllegalArgumentException("no join token: it is not whole");
    }
  }

  /**
   * Reads a token's text.
   *
   * @throws IllegalArgumentException if it is none; the message does not repeat it
   */
  public static JoinToken parse(String text) {
    int dot = text.indexOf('.');
    if (!text.startsWith(PREFIX) || dot < 0) {
      throw new IllegalArgumentException("no join token: expected text that begins with " + PREFIX);
    }
    return new JoinToken(text.substring(PREFIX.length(), dot), text.substring(dot + 1));
  }

  /** The token as it is handed over. */
  public String text() {
    return PREFIX + caFingerprint + '.' + secret;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "JoinToken[" + caFingerprint + "]";
  }
}
