package dev.skerry.origin.access.account;

import java.nio.charset.StandardCharsets;

/**
 * What is asked for a new account.
 *
 * @param name 1 to {@value #NAME_LENGTH} of {@code A-Z a-z 0-9 + = , . @ _ -}
 * @param email a local part, an at sign and a domain of at most {@value #EMAIL_LENGTH} characters
 * @param displayName 1 to {@value #DISPLAY_NAME_BYTES} octets in UTF-8, no control characters
 */
public record NewAccount(String name, String email, String displayName) {
  static final int NAME_LENGTH = 64;
  static final int EMAIL_LENGTH = 254;
  static final int DISPLAY_NAME_BYTES = 256;

  /** Shown by its name. */
  public NewAccount(String name, String email) {
    this(name, email, name);
  }

  /** Refuses what no account can have, with an {@link AccountException.Invalid}. */
  public NewAccount {
    if (!name.matches("[A-Za-z0-9+=,.@_-]{1," + NAME_LENGTH + "}")) {
      throw new AccountException.Invalid(
          "the name '%s' is not 1 to %d of A-Z a-z 0-9 + = , . @ _ -".formatted(name, NAME_LENGTH));
    }
    if (email.length() > EMAIL_LENGTH || !email.matches("[!-?A-~]+@[A-Za-z0-9.-]+")) {
      throw new AccountException.Invalid(
          "the e-mail '%s' is not NAME@DOMAIN of at most %d characters"
              .formatted(email, EMAIL_LENGTH));
    }
    int length = displayName.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0
        || length > DISPLAY_NAME_BYTES
        || displayName.chars().anyMatch(Character::isISOControl)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(displayName)) {
      throw new AccountException.Invalid(
          "the display name has %d bytes or control characters, expected 1 to %d and none"
              .formatted(length, DISPLAY_NAME_BYTES));
    }
  }
}
