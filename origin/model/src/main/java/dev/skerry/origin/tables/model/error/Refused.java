package dev.skerry.origin.tables.model.error;

/** The service understood the request and does not do it, for a reason that no other kind tells. */
public final class Refused extends ModelException {
  private final String code;

  /**
   * With what the service said.
   *
   * @param code the service's name for it, such as {@code LimitExceededException}
   */
  public Refused(String code, Throwable cause) {
    super("refused: " + code + ": " + cause.getMessage(), cause);
    this.code = code;
  }

  /** The service's name for it, such as {@code LimitExceededException}. */
  public String code() {
    return code;
  }
}
