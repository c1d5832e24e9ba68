package dev.skerry.origin.objects.s3.head;

import dev.skerry.http.Request;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What a request is addressed to: the service, a bucket, or a key in a bucket. Keys are as they
 * were sent, decoded once and never normalised.
 *
 * @param bucket null for the service
 * @param key null for a bucket or the service
 * @param ofHost whether the bucket is in the host's name
 */
public record Address(@Nullable String bucket, @Nullable String key, boolean ofHost) {
  /** Octets of a key in UTF-8. */
  public static final int KEY_BYTES_MAX = 1_024;

  /**
   * Reads an address.
   *
   * @param hosts names under which the service is known, in lower case: {@code BUCKET.HOST} is the
   *     address of a bucket
   * @throws S3Exception {@code InvalidURI} or {@code KeyTooLongError}
   */
  public static Address of(Request request, Collection<String> hosts) {
    String path = request.path().startsWith("/") ? request.path().substring(1) : "";
    String bucket = bucketOf(request.host(), hosts);
    if (bucket != null) {
      return new Address(bucket, path.isEmpty() ? null : key(path), true);
    }
    if (path.isEmpty()) {
      return new Address(null, null, false);
    }
    int slash = path.indexOf('/');
    String name = PercentCoding.decodePath(slash < 0 ? path : path.substring(0, slash));
    String rest = slash < 0 ? "" : path.substring(slash + 1);
    return new Address(name, rest.isEmpty() ? null : key(rest), false);
  }

  /** Whether a request's host names a bucket. */
  public static boolean isBucketsHost(Request request, Collection<String> hosts) {
    return bucketOf(request.host(), hosts) != null;
  }

  private static @Nullable String bucketOf(String host, Collection<String> hosts) {
    if (hosts.contains(host)) {
      return null;
    }
    for (String known : hosts) {
      int length = host.length() - known.length() - 1;
      if (length > 0 && host.endsWith(known) && host.charAt(length) == '.') {
        return host.substring(0, length);
      }
    }
    return null;
  }

  private static String key(String raw) {
    String key = PercentCoding.decodePath(raw);
    checkKey(key);
    return key;
  }

  /** Checks the length of a key. */
  public static void checkKey(String key) {
    int length = key.getBytes(StandardCharsets.UTF_8).length;
    if (length > KEY_BYTES_MAX) {
      throw S3Error.KEY_TOO_LONG
          .exception()
          .with("Size", Integer.toString(length))
          .with("MaxSizeAllowed", Integer.toString(KEY_BYTES_MAX));
    }
  }

  /** The resource in errors: {@code /BUCKET/KEY}. */
  public String resource() {
    return "/" + (bucket == null ? "" : bucket) + (key == null ? "" : "/" + key);
  }
}
