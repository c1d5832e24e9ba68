package dev.skerry.loadtest.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.loadtest.calls.AccessKey;
import dev.skerry.loadtest.calls.Signature;
import java.time.Instant;

/**
 * Makes whole requests of HTTP/1.1 to a table API, signed with Signature Version 4; good for a
 * quarter of an hour. May be used by one thread.
 */
public final class Signer {
  private static final String SIGNED = "content-type;host;x-amz-date;x-amz-target";
  private static final String TYPE = "application/x-amz-json-1.0";

  private final String host;
  private final Signature signature;

  /** Signs for that host and port, with that moment's date. */
  public Signer(String host, AccessKey key, Instant now) {
    this.host = host;
    this.signature = new Signature("dynamodb", key, now);
  }

  /** A request to do an operation. */
  public byte[] request(String operation, String body) {
    String target = "DynamoDB_20120810." + operation;
    byte[] content = body.getBytes(UTF_8);
    String canonical =
        "POST\n/\n\ncontent-type:%s\nhost:%s\nx-amz-date:%s\nx-amz-target:%s\n\n%s\n%s"
            .formatted(TYPE, host, signature.stamp(), target, SIGNED, signature.sha256(content));
    return """
    POST / HTTP/1.1
    Host: %s
    Content-Type: %s
    X-Amz-Date: %s
    X-Amz-Target: %s
    Authorization: %s
    Content-Length: %d

    """
        .formatted(
            host,
            TYPE,
            signature.stamp(),
            target,
            signature.authorization(SIGNED, canonical),
            content.length)
        .replace("\n", "\r\n")
        .concat(body)
        .getBytes(UTF_8);
  }
}
