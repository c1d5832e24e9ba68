package dev.skerry.loadtest.calls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests to one service with Signature Version 4, all with the same date; good for a
 * quarter of an hour. May be used by one thread.
 */
public final class Signature {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String keyId;
  private final String stamp;
  private final String scope;
  private final Mac mac;
  private final MessageDigest digest;

  /** Signs for that service, as {@code dynamodb}, with that moment's date. */
  public Signature(String service, AccessKey key, Instant now) {
    this.keyId = key.id();
    this.stamp = STAMP.format(now);
    this.scope = stamp.substring(0, 8) + "/us-east-1/" + service + "/aws4_request";
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
      this.mac = Mac.getInstance("HmacSHA256");
      byte[] derived = ("AWS4" + key.secret()).getBytes(UTF_8);
      for (String part : scope.split("/", -1)) {
        mac.init(new SecretKeySpec(derived, "HmacSHA256"));
        derived = mac.doFinal(part.getBytes(UTF_8));
      }
      mac.init(new SecretKeySpec(derived, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has these", e);
    }
  }

  /** The date, as a request says it. */
  public String stamp() {
    return stamp;
  }

  /**
   * What a request says in {@code Authorization}.
   *
   * @param signed names of the fields that are signed
   * @param canonical the canonical request
   */
  public String authorization(String signed, String canonical) {
    String text =
        "AWS4-HMAC-SHA256\n%s\n%s\n%s".formatted(stamp, scope, sha256(canonical.getBytes(UTF_8)));
    return "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
        .formatted(
            keyId, scope, signed, HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8))));
  }

  /** SHA-256 in hexadecimal digits. */
  public String sha256(byte[] octets) {
    return HexFormat.of().formatHex(digest.digest(octets));
  }
}
