package dev.skerry.origin.tables.transfer;

/** A refusal of the object store, or of what is in it: it ends an export or import for good. */
public final class TransferException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * A refusal.
   *
   * @param code as in {@code FailureCode}
   * @param message as in {@code FailureMessage}
   */
  public TransferException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** That there is no such bucket. */
  public static TransferException noSuchBucket() {
    return new TransferException("S3NoSuchBucket", "The specified bucket does not exist");
  }

  /** That the account may not do it. */
  public static TransferException accessDenied() {
    return new TransferException("S3AccessDenied", "Access Denied");
  }

  /** That the past of a table is not there any more that was to be exported. */
  public static TransferException pastLost() {
    return new TransferException("InternalServerError", "The past of the table was lost");
  }

  /** That it could not be done, and that it is not tried any more. */
  public static TransferException failedOften(int tries) {
    return new TransferException(
        "InternalServerError",
        "It could not be gone on with in " + tries + " tries: the log of the server says why");
  }

  /** As in {@code FailureCode}. */
  public String code() {
    return code;
  }

  /** As in {@code FailureMessage}. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
