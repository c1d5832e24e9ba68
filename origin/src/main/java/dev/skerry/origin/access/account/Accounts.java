package dev.skerry.origin.access.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The accounts and access keys of one engine. May be used by any thread; all methods but {@link
 * #holder} ask the engine, and all may throw its exceptions.
 */
public final class Accounts {
  /** Access keys of one account, active or not. */
  public static final int MOST_KEYS = 100;

  /** Accounts of one page. */
  public static final int PAGE = 1_000;

  /** After so long a change made by another process that shares the engine holds here, too. */
  public static final Duration STALE = Duration.ofSeconds(1);

  private static final int KEPT = 10_000;
  private static final Range KEYS = AccountRows.keys();

  private final Engine engine;
  private final MasterKey master;
  private final InstantSource clock;
  private final Identifiers identifiers = new Identifiers();
  private final Cache<String, Optional<KeyHolder>> holders;
  private final Cache<String, String> canonicalIds =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  /** Those of an engine, by the present's clock and nanoseconds. */
  public Accounts(Engine engine, MasterKey master, InstantSource clock, LongSupplier nanos) {
    this.engine = engine;
    this.master = master;
    this.clock = clock;
    this.holders =
        Caffeine.newBuilder()
            .maximumSize(KEPT)
            .expireAfterWrite(STALE)
            .ticker(nanos::getAsLong)
            .build();
  }

  /**
   * Looks at any row of an engine: whether it is one that a master key opens, or that needs none.
   *
   * @throws AccountException.Sealed when it is an access key that was made with another
   */
  public static void requireOpens(MasterKey master, Row row) {
    if (KEYS.contains(row.key())) {
      AccessKey _ = AccountRows.readKey(AccountRows.id(row.key()), row.value(), master);
    }
  }

  /**
   * Makes an account and its first key.
   *
   * @throws AccountException.Taken when another has the name or the e-mail
   */
  public KeyHolder create(NewAccount asked) {
    Account account =
        new Account(
            identifiers.account(),
            identifiers.canonical(),
            asked.name(),
            asked.email(),
            asked.displayName(),
            now());
    AccessKey key = newKey(account.id());
    engine.write(
        transaction -> {
          free(transaction, AccountRows.name(asked.name()), "name", asked.name());
          free(transaction, AccountRows.email(asked.email()), "e-mail", asked.email());
          free(transaction, AccountRows.account(account.id()), "id", account.id());
          byte[] id = AccountRows.write(account.id());
          transaction.put(AccountRows.account(account.id()), AccountRows.write(account));
          transaction.put(AccountRows.name(asked.name()), id);
          transaction.put(AccountRows.email(asked.email()), id);
          transaction.put(AccountRows.canonical(account.canonicalId()), id);
          put(transaction, key);
        });
    holders.invalidate(key.id());
    return new KeyHolder(key, account);
  }

  /**
   * Up to {@value #PAGE} accounts in the order of their ids, after one of them or from the first.
   */
  public List<Account> list(@Nullable String afterId) {
    Range all = AccountRows.accounts();
    Range range = afterId == null ? all : all.startingAt(AccountRows.account(afterId).next());
    return engine.read(snapshot -> snapshot.scan(Scan.of(range).upTo(PAGE))).rows().stream()
        .map(row -> AccountRows.readAccount(row.value()))
        .toList();
  }

  /** The account of an id. */
  public Optional<Account> find(String id) {
    return engine.read(snapshot -> account(snapshot, id));
  }

  /** The canonical id of the account of an id, which never changes. */
  public Optional<String> canonicalIdOf(String id) {
    return Optional.ofNullable(
        canonicalIds.get(id, key -> find(key).map(Account::canonicalId).orElse(null)));
  }

  /** The account of a name. */
  public Optional<Account> findByName(String name) {
    return findBy(AccountRows.name(name));
  }

  /** The account of an e-mail, whatever the case of its letters. */
  public Optional<Account> findByEmail(String email) {
    return findBy(AccountRows.email(email));
  }

  /** The account of a canonical id. */
  public Optional<Account> findByCanonicalId(String canonicalId) {
    return findBy(AccountRows.canonical(canonicalId));
  }

  /**
   * The access key of an id, active or not, and its account. What this process changed holds at
   * once, what another did {@link #STALE} later at most.
   *
   * @throws AccountException.Sealed when the master key is not the one it was made with
   */
  public Optional<KeyHolder> holder(String keyId) {
    return holders.get(keyId, this::load);
  }

  /** The keys of an account, in the order of their ids. */
  public List<AccessKey> keys(String accountId) {
    return engine.read(
        snapshot -> {
          List<AccessKey> keys = new ArrayList<>();
          for (Row row : keyRows(snapshot, accountId).rows()) {
            key(snapshot, AccountRows.keyId(row.key())).ifPresent(keys::add);
          }
          return List.copyOf(keys);
        });
  }

  /**
   * Makes another key for an account.
   *
   * @throws AccountException.NoSuchAccount when there is none
   * @throws AccountException.TooManyKeys when it has {@value #MOST_KEYS}
   */
  public AccessKey createKey(String accountId) {
    AccessKey key = newKey(accountId);
    engine.write(
        transaction -> {
          if (account(transaction, accountId).isEmpty()) {
            throw new AccountException.NoSuchAccount(accountId);
          }
          if (keyRows(transaction, accountId).rows().size() >= MOST_KEYS) {
            throw new AccountException.TooManyKeys(accountId, MOST_KEYS);
          }
          put(transaction, key);
        });
    holders.invalidate(key.id());
    return key;
  }

  /**
   * Has requests signed with a key believed, or not.
   *
   * @throws AccountException.NoSuchKey when there is none
   */
  public void setActive(String keyId, boolean active) {
    engine.write(
        transaction -> {
          AccessKey key = existing(transaction, keyId);
          if (key.active() != active) {
            put(transaction, key.withActive(active));
          }
        });
    holders.invalidate(keyId);
  }

  /**
   * Removes a key for good.
   *
   * @throws AccountException.NoSuchKey when there is none
   */
  public void deleteKey(String keyId) {
    engine.write(
        transaction -> {
          AccessKey key = existing(transaction, keyId);
          transaction.delete(AccountRows.key(keyId));
          transaction.delete(AccountRows.keyOf(key.accountId(), keyId));
        });
    holders.invalidate(keyId);
  }

  private Optional<KeyHolder> load(String keyId) {
    return engine.read(
        snapshot ->
            key(snapshot, keyId)
                .flatMap(
                    key ->
                        account(snapshot, key.accountId())
                            .map(account -> new KeyHolder(key, account))));
  }

  private Optional<Account> findBy(Key index) {
    return engine.read(
        snapshot ->
            Optional.ofNullable(snapshot.get(index))
                .flatMap(id -> account(snapshot, AccountRows.readText(id))));
  }

  private static Optional<Account> account(Reads reads, String id) {
    return Optional.ofNullable(reads.get(AccountRows.account(id))).map(AccountRows::readAccount);
  }

  private Optional<AccessKey> key(Reads reads, String id) {
    return Optional.ofNullable(reads.get(AccountRows.key(id)))
        .map(value -> AccountRows.readKey(id, value, master));
  }

  private AccessKey existing(Reads reads, String id) {
    return key(reads, id).orElseThrow(() -> new AccountException.NoSuchKey(id));
  }

  private static Rows keyRows(Reads reads, String accountId) {
    return reads.scan(Scan.of(AccountRows.keysOf(accountId)).upTo(MOST_KEYS));
  }

  private static void free(Reads reads, Key index, String what, String value) {
    if (reads.get(index) != null) {
      throw new AccountException.Taken(what, value);
    }
  }

  private void put(Transaction transaction, AccessKey key) {
    transaction.put(AccountRows.key(key.id()), AccountRows.write(key, master));
    transaction.put(AccountRows.keyOf(key.accountId(), key.id()), new byte[0]);
  }

  private AccessKey newKey(String accountId) {
    return new AccessKey(identifiers.key(), identifiers.secret(), accountId, true, now());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
