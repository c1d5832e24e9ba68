package dev.skerry.control.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.skerry.edge.admin.Caller;
import dev.skerry.edge.admin.Callers;
import dev.skerry.edge.admin.Scope;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of one engine. The engine is asked at every call, so that a token that was revoked,
 * here or by another process, is not believed from then on; it has only their SHA-256, which is
 * enough for secrets of 256 random bits. May be used by any thread, and may block.
 */
final class Tokens implements Callers {
  /** So many there are at most. */
  static final int MOST = 1_000;

  /** So exactly is known when one was used last. */
  static final Duration USE_KNOWN_TO = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(Tokens.class);
  private static final String PREFIX = "skerry_";
  private static final int RANDOM_BYTES = 32;
  private static final int TEXT_LENGTH = PREFIX.length() + 43; // 32 bytes in base64

  private final Engine engine;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Instant> used = Caffeine.newBuilder().maximumSize(MOST).build();

  Tokens(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** A token that was made, and its text, which nobody can tell later. */
  record Made(Token token, String text) {
    /** Without the text, which belongs into no log. */
    @Override
    public String toString() {
      return token.toString();
    }
  }

  /** What a token is to be. */
  record Wanted(String name, Set<Scope> scopes, Duration validity, String createdBy) {}

  /** Makes one. */
  Made create(Wanted wanted) throws TokenException {
    byte[] octets = new byte[RANDOM_BYTES];
    random.nextBytes(octets);
    String text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Token token =
        new Token(
            wanted.name(),
            wanted.scopes(),
            now,
            wanted.createdBy(),
            now.plus(wanted.validity()),
            null);
    byte[] digest = sha256(text);
    engine.<TokenException>write(
        transaction -> {
          if (transaction.get(TokenRows.name(token.name())) != null) {
            throw new TokenException.Taken(token.name());
          }
          if (transaction.scan(Scan.of(TokenRows.names()).upTo(MOST)).rows().size() == MOST) {
            throw new TokenException.TooMany(MOST);
          }
          transaction.put(TokenRows.token(digest), TokenRows.write(token));
          transaction.put(TokenRows.name(token.name()), TokenRows.writeDigest(digest));
        });
    return new Made(token, text);
  }

  /** All of them, also those that have expired, by name. */
  List<Token> list() {
    return engine.read(
        snapshot -> {
          List<Token> tokens = new ArrayList<>();
          for (Row row : snapshot.scan(Scan.of(TokenRows.names()).upTo(MOST)).rows()) {
            byte[] value = snapshot.get(TokenRows.token(TokenRows.readDigest(row.value())));
            if (value != null) {
              tokens.add(withUse(snapshot, TokenRows.read(value)));
            }
          }
          return List.copyOf(tokens);
        });
  }

  private static Token withUse(Reads reads, Token token) {
    byte[] moment = reads.get(TokenRows.used(token.name()));
    return moment == null ? token : token.usedAt(TokenRows.readMoment(moment));
  }

  /** Takes it out of force, for every call from now on; false if there is none of that name. */
  boolean revoke(String name) {
    boolean found =
        engine
            .transact(
                transaction -> {
                  byte[] digest = transaction.get(TokenRows.name(name));
                  if (digest == null) {
                    return false;
                  }
                  transaction.delete(TokenRows.token(TokenRows.readDigest(digest)));
                  transaction.delete(TokenRows.name(name));
                  transaction.delete(TokenRows.used(name));
                  return true;
                })
            .result();
    used.invalidate(name);
    return found;
  }

  @Override
  public @Nullable Caller find(String text) {
    if (text.length() != TEXT_LENGTH || !US_ASCII.newEncoder().canEncode(text)) {
      return null; // none of ours, whatever the engine has
    }
    byte[] digest = sha256(text);
    byte[] value = engine.get(TokenRows.token(digest));
    if (value == null) {
      return null;
    }
    Token token = TokenRows.read(value);
    Instant now = clock.instant();
    if (!token.isInForce(now)) {
      return null;
    }
    noteUse(token.name(), now);
    return new Caller(token.name(), HexFormat.of().formatHex(digest), token.scopes());
  }

  /** Writes down that it was used, if that is not known well enough. */
  private void noteUse(String name, Instant now) {
    Instant known = used.getIfPresent(name);
    if (known != null && now.isBefore(known.plus(USE_KNOWN_TO))) {
      return;
    }
    used.put(name, now);
    try {
      engine.write(
          transaction -> {
            if (transaction.get(TokenRows.name(name)) != null) {
              transaction.put(TokenRows.used(name), TokenRows.writeMoment(now));
            }
          });
    } catch (EngineException e) {
      log.warn("when the token '{}' was used last could not be kept", name, e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
