package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.control.OriginData;
import dev.skerry.origin.access.account.AccessKey;
import dev.skerry.origin.access.signature.Hashes;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Calls of tables as their clients sign them ("AWS Signature Version 4 for API requests"). */
final class SignedCalls {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String TYPE = "application/x-amz-json-1.0";
  private static final String SIGNED = "content-type;host;x-amz-date;x-amz-target";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DATE_LENGTH = 8;

  private final AccessKey key;

  SignedCalls(AccessKey key) {
    this.key = key;
  }

  /** The fields of a call, but the host. */
  Map<String, String> sign(String operation, byte[] content, String host) {
    String time = TIME.format(Instant.now());
    String target = "DynamoDB_20120810." + operation;
    String date = time.substring(0, DATE_LENGTH);
    String scope = date + '/' + OriginData.REGION + "/dynamodb/aws4_request";
    String canonical =
        "POST\n/\n\ncontent-type:%s\nhost:%s\nx-amz-date:%s\nx-amz-target:%s\n\n%s\n%s"
            .formatted(TYPE, host, time, target, SIGNED, Hashes.sha256(content));
    String text =
        String.join("\n", ALGORITHM, time, scope, Hashes.sha256(canonical.getBytes(UTF_8)));
    byte[] signing = ("AWS4" + key.secret()).getBytes(UTF_8);
    for (String part : scope.split("/", -1)) {
      signing = hmac(signing, part);
    }
    String signature = HexFormat.of().formatHex(hmac(signing, text));
    return Map.of(
        "content-type", TYPE,
        "x-amz-date", time,
        "x-amz-target", target,
        "authorization",
            "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(ALGORITHM, key.id(), scope, SIGNED, signature));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }
}
