package dev.skerry.edge.rules;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.skerry.edge.config.BasicAuthPolicy;
import dev.skerry.edge.rules.Verdict.Reason;
import dev.skerry.edge.rules.Verdict.VerifyOnWorker;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Request;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks users and passwords (RFC 7617).
 *
 * <p>A hash is slow on purpose, so what proved right is remembered for a while as a keyed digest of
 * hash and credentials, with a key that only this process knows: a hit costs one HMAC, and the
 * memory holds no password. What is not remembered is verified on a worker thread, for at most as
 * many requests at once as were given; more are answered with 503. Unknown users cost as much as
 * known ones.
 */
public final class BasicAuth {
  private static final int MAX_REMEMBERED = 10_000;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(5);

  /** A hash of cost 12 that no password has: what unknown users are compared with. */
  private static final String NOBODY =
      "$2b$12$abcdefghijklmnopqrstuuKuZhpPq9kLkyhkL0dWnSLbm1vvrNyq2";

  private final Cache<ByteBuffer, Boolean> right =
      Caffeine.newBuilder()
          .maximumSize(MAX_REMEMBERED)
          .expireAfterWrite(REMEMBERED_FOR)
          .executor(Runnable::run)
          .build();

  private final byte[] processKey = new byte[32];
  private final Semaphore verifications;

  /** Makes a checker that lets so many slow verifications run at once. */
  public BasicAuth(int maxVerifications) {
    verifications = new Semaphore(maxVerifications);
    new SecureRandom().nextBytes(processKey);
  }

  /**
   * Checks a request's credentials; never slow itself. Credentials that are known to be right are
   * taken out of the request: they are the edge's, and the origin's responses are the same for all
   * users.
   */
  public Verdict check(BasicAuthPolicy policy, Request request) {
    String field = request.fields().first(FieldNames.AUTHORIZATION);
    byte[] credentials = field == null ? null : credentials(field);
    int colon = credentials == null ? -1 : indexOfColon(credentials);
    if (credentials == null || colon < 0) {
      return challenge(policy, Reason.CREDENTIALS_MISSING);
    }
    String user = new String(credentials, 0, colon, StandardCharsets.UTF_8);
    String known = policy.users().get(user);
    String hash = known == null ? NOBODY : known;
    ByteBuffer digest = digest(hash, credentials);
    if (known != null && right.getIfPresent(digest) != null) {
      request.fields().remove(FieldNames.AUTHORIZATION);
      return Verdict.CONTINUE;
    }
    byte[] password = Arrays.copyOfRange(credentials, colon + 1, credentials.length);
    return new VerifyOnWorker(
        () -> {
          if (!verifications.tryAcquire()) {
            return busy();
          }
          try {
            if (Passwords.matches(hash, password) && known != null) {
              right.put(digest, true);
              return Verdict.CONTINUE;
            }
            return challenge(policy, Reason.CREDENTIALS_WRONG);
          } finally {
            verifications.release();
          }
        });
  }

  /** The answer where no worker can check a password now. */
  public static Verdict busy() {
    return Responses.refusal(
        503,
        "Too many passwords to check.",
        Reason.TOO_MANY_VERIFICATIONS,
        FieldNames.RETRY_AFTER,
        "1");
  }

  private static Verdict challenge(BasicAuthPolicy policy, Reason reason) {
    return Responses.refusal(
        401,
        "A user and a password are needed.",
        reason,
        FieldNames.WWW_AUTHENTICATE,
        "Basic realm=\"" + policy.realm() + "\", charset=\"UTF-8\"");
  }

  private static byte @Nullable [] credentials(String field) {
    if (!field.regionMatches(true, 0, "basic ", 0, 6)) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(field.substring(6).strip());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static int indexOfColon(byte[] octets) {
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == ':') {
        return i;
      }
    }
    return -1;
  }

  private ByteBuffer digest(String hash, byte[] credentials) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(processKey, "HmacSHA256"));
      mac.update(hash.getBytes(StandardCharsets.US_ASCII));
      return ByteBuffer.wrap(mac.doFinal(credentials));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
