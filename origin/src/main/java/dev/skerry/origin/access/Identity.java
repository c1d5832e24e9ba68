package dev.skerry.origin.access;

import dev.skerry.origin.access.account.Account;

/**
 * Who signed a request.
 *
 * @param account whose key it is
 * @param keyId with which key
 */
public record Identity(Account account, String keyId) {
  /** 12 digits. */
  public String accountId() {
    return account.id();
  }

  /** 64 hexadecimal digits. */
  public String canonicalId() {
    return account.canonicalId();
  }

  /** The account in policies: {@code arn:aws:iam::ID:root}. */
  public String arn() {
    return "arn:aws:iam::" + account.id() + ":root";
  }
}
