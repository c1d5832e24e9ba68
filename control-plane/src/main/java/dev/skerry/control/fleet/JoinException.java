package dev.skerry.control.fleet;

/** Why an edge is not let in, or not given another certificate; the message is for people. */
public final class JoinException extends Exception {
  private static final long serialVersionUID = 1;

  private final Kind kind;

  JoinException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /** Kinds of refusals, each with the status that tells it over HTTP. */
  public enum Kind {
    /** What was sent is not what was expected. */
    WRONG(400),
    /** The token is not known, has expired, or has been used as often as it may be. */
    TOKEN(403),
    /** The edge is not wanted any more, or its certificate has been replaced. */
    REVOKED(403),
    /** An edge of that name is there. */
    TAKEN(409),
    /** There are as many as there can be. */
    FULL(409);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    /** The status of HTTP. */
    public int status() {
      return status;
    }
  }

  /** Of which kind it is. */
  public Kind kind() {
    return kind;
  }
}
