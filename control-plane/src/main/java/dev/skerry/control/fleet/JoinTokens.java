package dev.skerry.control.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.control.fleet.FleetRows.Token;
import dev.skerry.control.fleet.JoinException.Kind;
import dev.skerry.edge.sync.JoinToken;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens with which edges join: each for a while, and so many times. The engine has their SHA-256
 * alone.
 */
public final class JoinTokens {
  /** How long a token holds at most. */
  public static final Duration LONGEST = Duration.ofDays(30);

  /** How long one holds where nothing else is asked for. */
  public static final Duration USUAL = Duration.ofHours(1);

  /** How often one can be used at most. */
  public static final int MOST_USES = 1_000;

  /** Tokens that can be used, at once. */
  public static final int MOST_TOKENS = 1_000;

  private static final int SECRET_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Engine engine;
  private final String fingerprint;
  private final InstantSource clock;

  /**
   * Those of an engine.
   *
   * @param fingerprint of the fleet's authority
   */
  JoinTokens(Engine engine, String fingerprint, InstantSource clock) {
    this.engine = engine;
    this.fingerprint = fingerprint;
    this.clock = clock;
  }

  /**
   * A token that was made; its text is known to nobody else.
   *
   * @param text for {@code skerry edge --join}
   */
  public record Made(String text, Instant expiresAt, int uses) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "until " + expiresAt + ", uses: " + uses;
    }
  }

  /**
   * Makes a token, and forgets those that have expired.
   *
   * @throws IllegalArgumentException if it were to hold too long, or to be used too often
   * @throws JoinException if there are {@value #MOST_TOKENS}
   */
  public Made make(Duration lifetime, int uses) throws JoinException {
    if (!lifetime.isPositive() || lifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a token of "
              + lifetime.toSeconds()
              + " s, expected more than 0 and at most "
              + LONGEST.toSeconds());
    }
    if (uses < 1 || uses > MOST_USES) {
      throw new IllegalArgumentException(
          "a token for " + uses + " edges, expected 1 to " + MOST_USES);
    }
    byte[] random = new byte[SECRET_BYTES];
    RANDOM.nextBytes(random);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Token token = new Token(now, now.plus(lifetime), uses);
    engine.write(
        transaction -> {
          if (forgetExpired(transaction, now) >= MOST_TOKENS) {
            throw new JoinException(
                Kind.FULL, "there are " + MOST_TOKENS + " join tokens; wait until some expire");
          }
          transaction.put(FleetRows.token(hash(secret)), FleetRows.write(token));
        });
    return new Made(new JoinToken(fingerprint, secret).text(), token.expiresAt(), uses);
  }

  /** How many are left. */
  private static int forgetExpired(Transaction transaction, Instant now) {
    List<Row> rows = transaction.scan(Scan.of(FleetRows.tokens()).upTo(MOST_TOKENS)).rows();
    int left = rows.size();
    for (Row row : rows) {
      if (!FleetRows.readToken(row.value()).expiresAt().isAfter(now)) {
        transaction.delete(row.key());
        left--;
      }
    }
    return left;
  }

  /**
   * Uses a token once, in a transaction.
   *
   * @throws JoinException if it cannot be used
   */
  void use(Transaction transaction, JoinToken token) throws JoinException {
    byte[] hash = hash(token.secret());
    Token known = usable(transaction.get(FleetRows.token(hash)), token);
    if (known.usesLeft() <= 1) {
      transaction.delete(FleetRows.token(hash));
    } else {
      Token rest = new Token(known.createdAt(), known.expiresAt(), known.usesLeft() - 1);
      transaction.put(FleetRows.token(hash), FleetRows.write(rest));
    }
  }

  /**
   * Refuses a token that cannot be used now; one that can may be used up a moment later.
   *
   * @throws JoinException if it cannot be used
   */
  void require(JoinToken token) throws JoinException {
    Token _ = usable(engine.get(FleetRows.token(hash(token.secret()))), token);
  }

  private Token usable(byte @Nullable [] row, JoinToken token) throws JoinException {
    if (row == null || !token.caFingerprint().equals(fingerprint)) {
      throw new JoinException(
          Kind.TOKEN, "the join token is not known here; it may have expired or been used up");
    }
    Token known = FleetRows.readToken(row);
    if (!known.expiresAt().isAfter(clock.instant())) {
      throw new JoinException(Kind.TOKEN, "the join token expired at " + known.expiresAt());
    }
    return known;
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
