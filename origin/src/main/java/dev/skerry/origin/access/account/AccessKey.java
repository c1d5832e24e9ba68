package dev.skerry.origin.access.account;

import java.time.Instant;

/**
 * A key with which an account signs its requests.
 *
 * @param id 20 characters, {@code AKIA} first
 * @param secret 40 characters
 * @param accountId whose it is
 * @param active whether requests signed with it are believed
 * @param createdAt to the millisecond
 */
public record AccessKey(
    String id, String secret, String accountId, boolean active, Instant createdAt) {
  private static final int ID_LENGTH = 20;

  /** Whether a text could be the id of a key. */
  public static boolean isId(String text) {
    return text.length() == ID_LENGTH
        && text.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
  }

  AccessKey withActive(boolean other) {
    return new AccessKey(id, secret, accountId, other, createdAt);
  }

  /** Without the secret, which belongs into no log. */
  @Override
  public String toString() {
    return id + " of " + accountId + (active ? "" : " (inactive)");
  }
}
