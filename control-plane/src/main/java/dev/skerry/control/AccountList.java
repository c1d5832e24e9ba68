package dev.skerry.control;

import dev.skerry.origin.access.account.AccessKey;
import dev.skerry.origin.access.account.Account;
import java.time.Instant;
import java.util.List;

/**
 * Accounts and their keys without secrets, as the admin API tells them.
 *
 * @param accounts in the order of their ids
 */
record AccountList(List<Entry> accounts) {
  /**
   * An account.
   *
   * @param accountId 12 digits
   * @param canonicalId 64 hexadecimal digits
   */
  record Entry(
      String name,
      String displayName,
      String email,
      String accountId,
      String canonicalId,
      Instant createdAt,
      List<Key> keys) {
    static Entry of(Account account, List<AccessKey> keys) {
      return new Entry(
          account.name(),
          account.displayName(),
          account.email(),
          account.id(),
          account.canonicalId(),
          account.createdAt(),
          keys.stream().map(key -> new Key(key.id(), key.active(), key.createdAt())).toList());
    }
  }

  /**
   * One of its keys.
   *
   * @param active whether requests signed with it are believed
   */
  record Key(String accessKeyId, boolean active, Instant createdAt) {}
}
