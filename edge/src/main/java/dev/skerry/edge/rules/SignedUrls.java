package dev.skerry.edge.rules;

import dev.skerry.edge.config.Secret;
import dev.skerry.edge.config.SignedUrlPolicy;
import dev.skerry.edge.rules.Verdict.Reason;
import dev.skerry.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs and checks URLs. Three parameters end the query, in this order:
 *
 * <pre>skerry-expires=1767225600&amp;skerry-key=k1&amp;skerry-signature=…</pre>
 *
 * The signature is HMAC-SHA256 in base64url without padding (RFC 4648 §5) over the authority in
 * lower case, a line feed, and path and query as they are sent, up to but not including {@code
 * &skerry-signature}.
 */
public final class SignedUrls {
  private static final String EXPIRES = "skerry-expires=";
  private static final String KEY = "&skerry-key=";
  private static final String SIGNATURE = "&skerry-signature=";

  private SignedUrls() {}

  /**
   * Checks a request's signature. Where it is right, the three parameters are taken out of the
   * request's query, so that neither the cache key nor the origin sees them.
   *
   * @param signedPath the path as the viewer sent it, before normalisation
   * @param nowSeconds since 1970
   */
  public static Verdict check(
      SignedUrlPolicy policy, Request request, String signedPath, long nowSeconds) {
    String query = request.query();
    int start = query == null ? -1 : startOfParameters(query);
    if (query == null || start < 0) {
      return refused("This URL is not signed.", Reason.SIGNATURE_MISSING);
    }
    int key = query.indexOf(KEY, start);
    int signature = query.indexOf(SIGNATURE, start);
    long expires = key < 0 ? -1 : number(query, start + EXPIRES.length(), key);
    if (key < 0 || signature < key || expires < 0) {
      return refused("This URL's signature is wrong.", Reason.SIGNATURE_WRONG);
    }
    Secret secret = policy.keys().get(query.substring(key + KEY.length(), signature));
    String signed = signedPath + '?' + query.substring(0, signature);
    String given = query.substring(signature + SIGNATURE.length());
    if (secret == null || !matches(sign(request.authority(), signed, secret), given)) {
      return refused("This URL's signature is wrong.", Reason.SIGNATURE_WRONG);
    }
    if (expires <= nowSeconds) {
      return refused("This URL has expired.", Reason.SIGNATURE_EXPIRED);
    }
    request.query(start == 0 ? null : query.substring(0, start - 1));
    return Verdict.CONTINUE;
  }

  /**
   * The query that makes a URL signed.
   *
   * @param authority host, and port if it is not the scheme's default, in lower case
   * @param path as it will be sent
   * @param query as it will be sent, without question mark, or null
   */
  public static String signedQuery(
      String authority,
      String path,
      @Nullable String query,
      String keyId,
      Secret secret,
      long expiresSeconds) {
    String unsigned =
        (query == null || query.isEmpty() ? "" : query + '&')
            + EXPIRES
            + expiresSeconds
            + KEY
            + keyId;
    return unsigned + SIGNATURE + sign(authority, path + '?' + unsigned, secret);
  }

  private static int startOfParameters(String query) {
    if (query.startsWith(EXPIRES)) {
      return 0;
    }
    int at = query.lastIndexOf('&' + EXPIRES);
    return at < 0 ? -1 : at + 1;
  }

  private static long number(String text, int from, int to) {
    if (to - from < 1 || to - from > 12) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = 10 * value + (c - '0');
    }
    return value;
  }

  private static boolean matches(String right, String given) {
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.ISO_8859_1), given.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String sign(String authority, String target, Secret secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.utf8(), "HmacSHA256"));
      mac.update(authority.getBytes(StandardCharsets.ISO_8859_1));
      mac.update((byte) '\n');
      byte[] digest = mac.doFinal(target.getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HmacSHA256 and takes keys of any length", e);
    }
  }

  private static Verdict refused(String text, Reason reason) {
    return Responses.refusal(403, text, reason);
  }
}
