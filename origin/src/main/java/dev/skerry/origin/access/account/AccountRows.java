package dev.skerry.origin.access.account;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import java.time.Instant;
import java.util.Locale;

/** How accounts and keys are rows of the engine; values are tuples, too, a format number first. */
final class AccountRows {
  private static final int FORMAT = 1;
  private static final String LAYER = "access";

  private AccountRows() {}

  static Key account(String id) {
    return in("account").string(id).key();
  }

  static Range accounts() {
    return in("account").range();
  }

  static Key name(String name) {
    return in("name").string(name).key();
  }

  static Key email(String email) {
    return in("email").string(email.toLowerCase(Locale.ROOT)).key();
  }

  static Key canonical(String canonicalId) {
    return in("canonical").string(canonicalId).key();
  }

  static Key key(String id) {
    return in("key").string(id).key();
  }

  /** All keys of {@link #key}. */
  static Range keys() {
    return in("key").range();
  }

  static Key keyOf(String accountId, String id) {
    return in("keys").string(accountId).string(id).key();
  }

  static Range keysOf(String accountId) {
    return in("keys").string(accountId).range();
  }

  /** The id in a key of {@link #keys}. */
  static String id(Key key) {
    TupleReader reader = new TupleReader(key);
    reader.string();
    reader.string();
    return reader.string();
  }

  /** The id in a key of {@link #keysOf}. */
  static String keyId(Key key) {
    TupleReader reader = new TupleReader(key);
    reader.string();
    reader.string();
    reader.string();
    return reader.string();
  }

  static byte[] write(Account account) {
    return new TupleWriter()
        .unsigned(FORMAT)
        .string(account.id())
        .string(account.canonicalId())
        .string(account.name())
        .string(account.email())
        .string(account.displayName())
        .signed(account.createdAt().toEpochMilli())
        .key()
        .octets();
  }

  static Account readAccount(byte[] value) {
    TupleReader reader = reader(value);
    return new Account(
        reader.string(),
        reader.string(),
        reader.string(),
        reader.string(),
        reader.string(),
        Instant.ofEpochMilli(reader.signed()));
  }

  static byte[] write(AccessKey key, MasterKey master) {
    return new TupleWriter()
        .unsigned(FORMAT)
        .string(key.accountId())
        .unsigned(key.active() ? 1 : 0)
        .signed(key.createdAt().toEpochMilli())
        .bytes(master.seal(key.id(), key.secret()))
        .key()
        .octets();
  }

  static AccessKey readKey(String id, byte[] value, MasterKey master) {
    TupleReader reader = reader(value);
    String accountId = reader.string();
    boolean active = reader.unsigned() == 1;
    Instant createdAt = Instant.ofEpochMilli(reader.signed());
    return new AccessKey(id, master.open(id, reader.bytes()), accountId, active, createdAt);
  }

  /** A value that is a text alone. */
  static byte[] write(String text) {
    return new TupleWriter().unsigned(FORMAT).string(text).key().octets();
  }

  static String readText(byte[] value) {
    return reader(value).string();
  }

  private static TupleReader reader(byte[] value) {
    TupleReader reader = new TupleReader(Key.wrap(value));
    long format = reader.unsigned();
    if (format != FORMAT) {
      throw new EngineException.Unsupported(
          "a row of access has format " + format + ", expected " + FORMAT);
    }
    return reader;
  }

  private static TupleWriter in(String kind) {
    return new TupleWriter().string(LAYER).string(kind);
  }
}
