package dev.skerry.control;

import dev.skerry.origin.access.account.Account;
import dev.skerry.origin.access.account.KeyHolder;

/**
 * All that the owner of a new account has to know.
 *
 * @param accountId 12 digits
 * @param canonicalId 64 hexadecimal digits, for access control lists of objects
 */
public record AccountKey(
    String name,
    String displayName,
    String email,
    String accountId,
    String canonicalId,
    String accessKeyId,
    String secretAccessKey) {
  /** An account and one of its keys. */
  public static AccountKey of(KeyHolder holder) {
    Account account = holder.account();
    return new AccountKey(
        account.name(),
        account.displayName(),
        account.email(),
        account.id(),
        account.canonicalId(),
        holder.key().id(),
        holder.key().secret());
  }

  /** Without the secret, which belongs into no log. */
  @Override
  public String toString() {
    return accessKeyId + " of " + accountId;
  }
}
