package dev.skerry.origin.access.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * The keys that secrets give for scopes: four codes each, so the last {@value #MOST} are kept. May
 * be used by any thread.
 */
public final class SigningKeys {
  private static final int MOST = 10_000;

  private final Cache<Name, SigningKey> keys = Caffeine.newBuilder().maximumSize(MOST).build();

  /** The key of a secret for a scope. */
  SigningKey of(String secret, Scope scope) {
    return keys.get(new Name(secret, scope), SigningKeys::derive);
  }

  private static SigningKey derive(Name name) {
    byte[] date = Hashes.hmac(octets("AWS4" + name.secret), name.scope.date());
    byte[] region = Hashes.hmac(date, name.scope.region());
    byte[] service = Hashes.hmac(region, name.scope.service());
    return new SigningKey(Hashes.hmac(service, name.scope.terminator()));
  }

  private static byte[] octets(String text) {
    return text.getBytes(UTF_8);
  }

  private record Name(String secret, Scope scope) {
    @Override
    public String toString() {
      return scope.toString();
    }
  }
}
