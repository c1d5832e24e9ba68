package dev.skerry.loadtest.tables;

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
 * Makes whole requests of HTTP/1.1 to a table API, signed with Signature Version 4; good for a
 * quarter of an hour. May be used by one thread.
 */
final class Signer {
  private static final String REGION = "us-east-1";
  private static final String SIGNED = "content-type;host;x-amz-date;x-amz-target";
  private static final String TYPE = "application/x-amz-json-1.0";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String host;
  private final String keyId;
  private final String stamp;
  private final String scope;
  private final Mac mac;
  private final MessageDigest digest;

  /** Signs for that host and port, with that moment's date. */
  Signer(String host, Keys keys, Instant now) {
    this.host = host;
    this.keyId = keys.id();
    this.stamp = STAMP.format(now);
    String date = stamp.substring(0, 8);
    this.scope = date + "/" + REGION + "/dynamodb/aws4_request";
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
      this.mac = Mac.getInstance("HmacSHA256");
      byte[] key = ("AWS4" + keys.secret()).getBytes(UTF_8);
      for (String part : scope.split("/", -1)) {
        key = hmac(key, part);
      }
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has these", e);
    }
  }

  /** An access key and its secret. */
  record Keys(String id, String secret) {
    @Override
    public String toString() {
      return id;
    }
  }

  /** A request to do an operation. */
  byte[] request(String operation, String body) {
    String target = "DynamoDB_20120810." + operation;
    String canonical =
        "POST\n/\n\ncontent-type:%s\nhost:%s\nx-amz-date:%s\nx-amz-target:%s\n\n%s\n%s"
            .formatted(TYPE, host, stamp, target, SIGNED, sha256(body));
    String text = "AWS4-HMAC-SHA256\n%s\n%s\n%s".formatted(stamp, scope, sha256(canonical));
    String signature = HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    return """
    POST / HTTP/1.1
    Host: %s
    Content-Type: %s
    X-Amz-Date: %s
    X-Amz-Target: %s
    Authorization: AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s
    Content-Length: %d

    """
        .formatted(
            host, TYPE, stamp, target, keyId, scope, SIGNED, signature, body.getBytes(UTF_8).length)
        .replace("\n", "\r\n")
        .concat(body)
        .getBytes(UTF_8);
  }

  private String sha256(String text) {
    return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
  }

  private byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }
}
