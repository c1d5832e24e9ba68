package dev.skerry.control.admin;

import dev.skerry.edge.admin.Scope;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token, which is not its text.
 *
 * @param name unlike all others'
 * @param createdBy the name of the token with which it was made
 * @param lastUsedAt to the minute; null for never
 */
record Token(
    String name,
    Set<Scope> scopes,
    Instant createdAt,
    String createdBy,
    Instant expiresAt,
    @Nullable Instant lastUsedAt) {
  /** Keeps a copy. */
  Token {
    scopes = Set.copyOf(scopes);
  }

  boolean isInForce(Instant now) {
    return now.isBefore(expiresAt);
  }

  Token usedAt(@Nullable Instant moment) {
    return new Token(name, scopes, createdAt, createdBy, expiresAt, moment);
  }
}
