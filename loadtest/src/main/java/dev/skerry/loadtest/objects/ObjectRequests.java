package dev.skerry.loadtest.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.loadtest.calls.AccessKey;
import dev.skerry.loadtest.calls.Connections.Request;
import dev.skerry.loadtest.calls.Signature;
import java.time.Instant;
import java.util.Arrays;

/**
 * Makes whole requests of HTTP/1.1 to an object API, signed with Signature Version 4; good for a
 * quarter of an hour. Keys have only characters that need no escape in a path. May be used by one
 * thread.
 */
public final class ObjectRequests {
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final String SIGNED = "host;x-amz-content-sha256;x-amz-date";

  private final String host;
  private final boolean contentSigned;
  private final Signature signature;

  /**
   * Signs for that host and port, with that moment's date.
   *
   * @param contentSigned whether the signature is also of the content, which a server then hashes
   */
  public ObjectRequests(String host, AccessKey key, boolean contentSigned, Instant now) {
    this.host = host;
    this.contentSigned = contentSigned;
    this.signature = new Signature("s3", key, now);
  }

  /** What a request says of its content. */
  public String hash(byte[] content) {
    return contentSigned ? signature.sha256(content) : UNSIGNED;
  }

  /** Makes a bucket. */
  public Request create(String bucket) {
    return request("PUT", "/" + bucket, "", new byte[0], hash(new byte[0]));
  }

  /**
   * Writes an object.
   *
   * @param hash of the content, as {@link #hash} makes it
   */
  public Request put(String bucket, String key, byte[] content, String hash) {
    return request("PUT", "/" + bucket + "/" + key, "", content, hash);
  }

  /** Reads an object. */
  Request get(String bucket, String key) {
    return request("GET", "/" + bucket + "/" + key, "", new byte[0], hash(new byte[0]));
  }

  /** Lists the thousand keys after one; after none if that is empty. */
  Request list(String bucket, String after) {
    String from = after.isEmpty() ? "" : "&start-after=" + after.replace("/", "%2F");
    return request(
        "GET", "/" + bucket, "list-type=2&max-keys=1000" + from, new byte[0], hash(new byte[0]));
  }

  private Request request(String method, String path, String query, byte[] content, String hash) {
    String canonical =
        "%s\n%s\n%s\nhost:%s\nx-amz-content-sha256:%s\nx-amz-date:%s\n\n%s\n%s"
            .formatted(method, path, sorted(query), host, hash, signature.stamp(), SIGNED, hash);
    String length = method.equals("PUT") ? "Content-Length: " + content.length + "\n" : "";
    String head =
        """
        %s %s%s HTTP/1.1
        Host: %s
        X-Amz-Date: %s
        X-Amz-Content-Sha256: %s
        Authorization: %s
        %s
        """
            .formatted(
                method,
                path,
                query.isEmpty() ? "" : "?" + query,
                host,
                signature.stamp(),
                hash,
                signature.authorization(SIGNED, canonical),
                length);
    return new Request(head.replace("\n", "\r\n").getBytes(UTF_8), content);
  }

  /** Parameters in the order in which they are signed. */
  private static String sorted(String query) {
    String[] parameters = query.split("&", -1);
    Arrays.sort(parameters);
    return String.join("&", parameters);
  }
}
