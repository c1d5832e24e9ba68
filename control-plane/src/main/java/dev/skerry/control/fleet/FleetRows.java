package dev.skerry.control.fleet;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How the fleet is rows of the engine; values are tuples, too, a format number first. */
final class FleetRows {
  private static final int FORMAT = 1;
  private static final String LAYER = "fleet";

  private FleetRows() {}

  /** The name of the control plane's state. */
  static Key controlPlane() {
    return in("control-plane").key();
  }

  /** The authority of edges. */
  static Key authority() {
    return in("authority").key();
  }

  /** A join token, by its secret's SHA-256. */
  static Key token(byte[] hash) {
    return in("token").bytes(hash).key();
  }

  static Range tokens() {
    return in("token").range();
  }

  /** An edge that has joined. */
  static Key member(String edge) {
    return in("edge").string(edge).key();
  }

  static Range members() {
    return in("edge").range();
  }

  /** A value that is a text alone. */
  static byte[] write(String text) {
    return value().string(text).key().octets();
  }

  static String readText(byte[] value) {
    return reader(value).string();
  }

  /**
   * An authority as it is kept.
   *
   * @param sealedKey its private key's PEM, sealed, in hexadecimal digits
   */
  record Authority(String certificatePem, String sealedKey) {}

  static byte[] write(Authority authority) {
    return value().string(authority.certificatePem()).string(authority.sealedKey()).key().octets();
  }

  static Authority readAuthority(byte[] value) {
    TupleReader reader = reader(value);
    return new Authority(reader.string(), reader.string());
  }

  /** What is known of a join token. */
  record Token(Instant createdAt, Instant expiresAt, long usesLeft) {}

  static byte[] write(Token token) {
    return value()
        .signed(token.createdAt().toEpochMilli())
        .signed(token.expiresAt().toEpochMilli())
        .unsigned(token.usesLeft())
        .key()
        .octets();
  }

  static Token readToken(byte[] value) {
    TupleReader reader = reader(value);
    return new Token(instant(reader), instant(reader), reader.unsigned());
  }

  static byte[] write(Member member) {
    TupleWriter value =
        value()
            .string(member.edge())
            .unsigned(member.revoked() ? 1 : 0)
            .signed(member.joinedAt().toEpochMilli())
            .signed(member.changedAt().toEpochMilli())
            .signed(member.certifiedUntil().toEpochMilli());
    member.serials().forEach(serial -> value.bytes(serial.toByteArray()));
    return value.key().octets();
  }

  static Member readMember(byte[] value) {
    TupleReader reader = reader(value);
    String edge = reader.string();
    boolean revoked = reader.unsigned() == 1;
    Instant joinedAt = instant(reader);
    Instant changedAt = instant(reader);
    Instant certifiedUntil = instant(reader);
    List<BigInteger> serials = new ArrayList<>();
    while (reader.hasMore()) {
      serials.add(new BigInteger(reader.bytes()));
    }
    return new Member(edge, revoked, joinedAt, changedAt, certifiedUntil, serials);
  }

  static Instant instant(TupleReader reader) {
    return Instant.ofEpochMilli(reader.signed());
  }

  static TupleWriter in(String kind) {
    return new TupleWriter().string(LAYER).string(kind);
  }

  static TupleWriter value() {
    return new TupleWriter().unsigned(FORMAT);
  }

  static TupleReader reader(byte[] value) {
    TupleReader reader = new TupleReader(Key.wrap(value));
    long format = reader.unsigned();
    if (format != FORMAT) {
      throw new EngineException.Unsupported(
          "a row of the fleet has format " + format + ", expected " + FORMAT);
    }
    return reader;
  }
}
