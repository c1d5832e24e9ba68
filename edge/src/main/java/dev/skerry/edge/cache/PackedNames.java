package dev.skerry.edge.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The field names that {@link PackedFields} writes as one byte.
 *
 * <p>A name's code is its place in the table, from 1 on. Codes are on disks: the table may only
 * grow, at its end, to 255 names.
 */
final class PackedNames {
  /** The code that says that a name is written out. */
  static final int WRITTEN_OUT = 0;

  private static final String[] NAMES = {
    "date",
    "content-type",
    "content-length",
    "cache-control",
    "etag",
    "last-modified",
    "expires",
    "vary",
    "server",
    "accept-ranges",
    "content-encoding",
    "content-language",
    "content-location",
    "content-range",
    "content-disposition",
    "content-security-policy",
    "content-security-policy-report-only",
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-expose-headers",
    "access-control-max-age",
    "age",
    "allow",
    "alt-svc",
    "cdn-cache-control",
    "cache-status",
    "cross-origin-embedder-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "link",
    "location",
    "nel",
    "origin-agent-cluster",
    "permissions-policy",
    "pragma",
    "proxy-status",
    "referrer-policy",
    "report-to",
    "reporting-endpoints",
    "retry-after",
    "server-timing",
    "set-cookie",
    "sourcemap",
    "strict-transport-security",
    "surrogate-control",
    "timing-allow-origin",
    "trailer",
    "via",
    "www-authenticate",
    "x-amz-id-2",
    "x-amz-meta-sha256",
    "x-amz-request-id",
    "x-amz-server-side-encryption",
    "x-amz-storage-class",
    "x-amz-version-id",
    "x-cache",
    "x-content-type-options",
    "x-dns-prefetch-control",
    "x-download-options",
    "x-frame-options",
    "x-permitted-cross-domain-policies",
    "x-powered-by",
    "x-request-id",
    "x-robots-tag",
    "x-served-by",
    "x-timer",
    "x-ua-compatible",
    "x-xss-protection",
  };

  private static final byte[][] LINE_STARTS = new byte[NAMES.length + 1][];
  private static final Map<String, Integer> CODES = HashMap.newHashMap(NAMES.length);

  static {
    for (int i = 0; i < NAMES.length; i++) {
      LINE_STARTS[i + 1] = (NAMES[i] + ": ").getBytes(ISO_8859_1);
      CODES.put(NAMES[i], i + 1);
    }
  }

  private PackedNames() {}

  /** The code of a name in lower case, or {@link #WRITTEN_OUT}. */
  static int code(String name) {
    Integer code = CODES.get(name);
    return code == null ? WRITTEN_OUT : code;
  }

  /** The name with that code, or null if there is none. */
  static @Nullable String name(int code) {
    return code >= 1 && code <= NAMES.length ? NAMES[code - 1] : null;
  }

  /** The name with that code, a colon and a space, as HTTP/1.1 has them; not to be changed. */
  static byte[] lineStart(int code) {
    return LINE_STARTS[code];
  }
}
