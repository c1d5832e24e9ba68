package dev.skerry.origin.objects;

import org.jspecify.annotations.Nullable;

/**
 * What must hold of a key for it to be written ({@code If-Match} and {@code If-None-Match} of
 * PutObject). A delete marker is as no object.
 *
 * @param match an ETag without quotation marks that the object must have, {@code *} for any object,
 *     null for no such condition
 * @param noneMatch an ETag that it must not have, {@code *} for no object, null for no such
 *     condition
 */
public record WriteCondition(@Nullable String match, @Nullable String noneMatch) {
  /** None. */
  public static final WriteCondition NONE = new WriteCondition(null, null);

  /** That there is no object. */
  public static final WriteCondition ABSENT = new WriteCondition(null, "*");

  private static final String ANY = "*";

  /** Throws NO_SUCH_KEY or PRECONDITION_FAILED when it does not hold. */
  void check(@Nullable Version current) {
    String etag = current instanceof ObjectVersion object ? object.body().etag() : null;
    if (match != null) {
      if (etag == null) {
        throw new ObjectsException(ObjectsError.NO_SUCH_KEY, "there is no object to match");
      }
      if (!match.equals(ANY) && !match.equals(etag)) {
        throw new ObjectsException(ObjectsError.PRECONDITION_FAILED, "the object has another ETag");
      }
    }
    if (noneMatch != null && etag != null && (noneMatch.equals(ANY) || noneMatch.equals(etag))) {
      throw new ObjectsException(ObjectsError.PRECONDITION_FAILED, "there is such an object");
    }
  }
}
