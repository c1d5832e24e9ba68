package dev.skerry.handler;

/** A question to a table or a bucket was refused, or there is no answer to it. */
public final class DataException extends RuntimeException {
  /** The code where nobody has tables and buckets. */
  public static final String NO_ORIGIN = "NoOrigin";

  /** The code where the origin could not be asked, or did not answer. */
  public static final String UNAVAILABLE = "OriginUnavailable";

  /** The code where the call asks for more than {@link HandlerLimit#SUBREQUESTS}. */
  public static final String TOO_MANY = "TooManySubrequests";

  /** The code where an answer or what is sent is larger than can be. */
  public static final String TOO_LARGE = "TooLarge";

  /** The code where the call is over that asks. */
  public static final String GIVEN_UP = "GivenUp";

  private static final long serialVersionUID = 1;

  private final String code;

  /**
   * One.
   *
   * @param code the table API's or S3's, or one of these
   */
  public DataException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** What went wrong, in one word, as {@code ConditionalCheckFailedException} or NoSuchBucket. */
  public String code() {
    return code;
  }
}
