package dev.skerry.control.admin;

/** What cannot be done with tokens. */
abstract sealed class TokenException extends Exception {
  private static final long serialVersionUID = 1L;

  private TokenException(String message) {
    super(message, null, false, false);
  }

  /** Another token has the name. */
  static final class Taken extends TokenException {
    private static final long serialVersionUID = 1L;

    Taken(String name) {
      super("there is a token '" + name + "' already: revoke it first, or take another name");
    }
  }

  /** There are as many as there may be. */
  static final class TooMany extends TokenException {
    private static final long serialVersionUID = 1L;

    TooMany(int most) {
      super("there are " + most + " tokens, which is the limit: revoke some first");
    }
  }
}
