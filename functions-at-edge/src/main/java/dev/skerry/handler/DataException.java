package dev.skerry.handler;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a handler asked while it runs was refused, or there is no answer to it. */
public final class DataException extends RuntimeException {
  /** The code where nobody has tables and buckets. */
  public static final String NO_ORIGIN = "NoOrigin";

  /** The code where the origin could not be asked, or did not answer. */
  public static final String UNAVAILABLE = "OriginUnavailable";

  /** The code where the call asks for more than {@link HandlerLimit#SUBREQUESTS}. */
  public static final String TOO_MANY = "TooManySubrequests";

  /** The code where an answer or what is sent is larger than can be. */
  public static final String TOO_LARGE = "TooLarge";

  /** The code where another handler was called and gave no response. */
  public static final String FAILED = "HandlerFailed";

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

  /** It is over before there is an answer. */
  public static DataException givenUp() {
    return new DataException(GIVEN_UP, "the call is over");
  }

  /**
   * The JSON of an answer.
   *
   * @throws DataException under its code, if it is a refusal
   */
  public static Map<String, @Nullable Object> unlessDone(BoundData.Answer answer) {
    if (answer.isDone() && answer.content().length == 0) {
      return Map.of();
    }
    Map<String, @Nullable Object> told =
        JsonText.object(new String(answer.content(), StandardCharsets.UTF_8));
    if (answer.isDone()) {
      return told;
    }
    String type = String.valueOf(told.get("__type"));
    Object message = told.get(told.containsKey("message") ? "message" : "Message");
    throw new DataException(type.substring(type.indexOf('#') + 1), String.valueOf(message));
  }

  /** What went wrong, in one word, as {@code ConditionalCheckFailedException} or NoSuchBucket. */
  public String code() {
    return code;
  }
}
