package dev.skerry.origin.access.account;

import java.io.Serial;

/**
 * What cannot be done with accounts and keys: a closed list. Texts name the value and what was
 * expected, and no secret. What the engine cannot do, it says itself.
 */
public abstract sealed class AccountException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private AccountException(String message) {
    super(message, null, false, false);
  }

  /** A name, e-mail or display name that no account can have. */
  public static final class Invalid extends AccountException {
    @Serial private static final long serialVersionUID = 1;

    Invalid(String message) {
      super(message);
    }
  }

  /** A name or e-mail that another account has. */
  public static final class Taken extends AccountException {
    @Serial private static final long serialVersionUID = 1;

    Taken(String what, String value) {
      super("another account has the " + what + " '" + value + "'");
    }
  }

  /** No such account. */
  public static final class NoSuchAccount extends AccountException {
    @Serial private static final long serialVersionUID = 1;

    NoSuchAccount(String id) {
      super("there is no account '" + id + "'");
    }
  }

  /** No such access key. */
  public static final class NoSuchKey extends AccountException {
    @Serial private static final long serialVersionUID = 1;

    NoSuchKey(String id) {
      super("there is no access key '" + id + "'");
    }
  }

  /** An account that has as many access keys as it may. */
  public static final class TooManyKeys extends AccountException {
    @Serial private static final long serialVersionUID = 1;

    TooManyKeys(String accountId, int most) {
      super("the account '" + accountId + "' has " + most + " access keys, the most there may be");
    }
  }

  /** A secret that the master key does not open: the key is another's, or the row is damaged. */
  public static final class Sealed extends AccountException {
    @Serial private static final long serialVersionUID = 1;

    Sealed(String keyId) {
      super(
          "the secret of access key '"
              + keyId
              + "' cannot be decrypted, expected the master key with which it was made");
    }
  }
}
