package dev.skerry.control.admin;

import dev.skerry.edge.admin.Scope;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** How tokens are rows: by the SHA-256 of their text, which no row has, and by name. */
final class TokenRows {
  private TokenRows() {}

  static Key token(byte[] digest) {
    return AdminRows.in("token").bytes(digest).key();
  }

  /** Under a name is the digest. */
  static Key name(String name) {
    return AdminRows.in("token-name").string(name).key();
  }

  static Range names() {
    return AdminRows.in("token-name").range();
  }

  /** When it was used last, apart, so that use conflicts with no change. */
  static Key used(String name) {
    return AdminRows.in("token-used").string(name).key();
  }

  static byte[] write(Token token) {
    return AdminRows.value()
        .string(token.name())
        .unsigned(bits(token.scopes()))
        .signed(token.createdAt().toEpochMilli())
        .string(token.createdBy())
        .signed(token.expiresAt().toEpochMilli())
        .key()
        .octets();
  }

  static Token read(byte[] value) {
    TupleReader reader = AdminRows.reader(value);
    return new Token(
        reader.string(),
        scopes(reader.unsigned()),
        Instant.ofEpochMilli(reader.signed()),
        reader.string(),
        Instant.ofEpochMilli(reader.signed()),
        null);
  }

  static byte[] writeDigest(byte[] digest) {
    return AdminRows.value().bytes(digest).key().octets();
  }

  static byte[] readDigest(byte[] value) {
    return AdminRows.reader(value).bytes();
  }

  static byte[] writeMoment(Instant moment) {
    TupleWriter value = AdminRows.value().signed(moment.toEpochMilli());
    return value.key().octets();
  }

  static Instant readMoment(byte[] value) {
    return Instant.ofEpochMilli(AdminRows.reader(value).signed());
  }

  /** One bit for each, which stays its own for good. */
  private static int bit(Scope scope) {
    return switch (scope) {
      case READ -> 1;
      case PURGE -> 2;
      case CONFIGURE -> 4;
      case ADMIN -> 8;
    };
  }

  private static int bits(Set<Scope> scopes) {
    return scopes.stream().mapToInt(TokenRows::bit).sum();
  }

  private static Set<Scope> scopes(long bits) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (Scope scope : Scope.values()) {
      if ((bits & bit(scope)) != 0) {
        scopes.add(scope);
      }
    }
    return scopes;
  }
}
