package dev.skerry.origin.objects;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of an object for it to be deleted; without one there is nothing that must.
 *
 * @param match an ETag without quotation marks, or {@code *} for any
 * @param modified to the second
 */
public record DeleteCondition(
    @Nullable String match, @Nullable Instant modified, @Nullable Long size) {
  /** None. */
  public static final DeleteCondition NONE = new DeleteCondition(null, null, null);

  private static final String ANY = "*";

  boolean isNone() {
    return match == null && modified == null && size == null;
  }

  /** Throws PRECONDITION_FAILED when it does not hold. */
  void check(Version version) {
    if (isNone()) {
      return;
    }
    boolean holds =
        switch (version) {
          case DeleteMarker marker -> false;
          case ObjectVersion object ->
              (match == null || match.equals(ANY) || match.equals(object.body().etag()))
                  && (size == null || size == object.body().size())
                  && (modified == null || seconds(modified).equals(seconds(object.modified())));
        };
    if (!holds) {
      throw new ObjectsException(ObjectsError.PRECONDITION_FAILED, "the object is another");
    }
  }

  private static Instant seconds(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS);
  }
}
