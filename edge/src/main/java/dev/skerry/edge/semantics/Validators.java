package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.HttpDate;
import org.jspecify.annotations.Nullable;

/**
 * The validators of a stored response and its date, read once (RFC 9110 §8.8).
 *
 * @param etag as sent, or null
 * @param lastModified as sent, or null if missing or malformed
 * @param lastModifiedMillis the same in milliseconds since 1970, or {@link HttpDate#INVALID}
 * @param dateMillis its {@code Date}, or {@link HttpDate#INVALID}
 */
public record Validators(
    @Nullable String etag,
    @Nullable String lastModified,
    long lastModifiedMillis,
    long dateMillis) {
  /** Without any. */
  public static final Validators NONE =
      new Validators(null, null, HttpDate.INVALID, HttpDate.INVALID);

  /** Reads them from a response's fields; of a repeated field the first line counts. */
  public static Validators of(Fields response) {
    return of(
        response.first(FieldNames.ETAG),
        response.first(FieldNames.LAST_MODIFIED),
        response.first(FieldNames.DATE));
  }

  /** Reads them from the values of a response's fields; null where it has no such field. */
  public static Validators of(
      @Nullable String etag, @Nullable String modified, @Nullable String responseDate) {
    long date = HttpDate.parse(responseDate, 0);
    long modifiedMillis = HttpDate.parse(modified, date == HttpDate.INVALID ? 0 : date);
    return new Validators(
        etag == null || etag.isEmpty() ? null : etag,
        modifiedMillis == HttpDate.INVALID ? null : modified,
        modifiedMillis,
        date);
  }

  /** Whether there is any validator. */
  public boolean isPresent() {
    return etag != null || lastModified != null;
  }

  /** Whether the entity tag is strong. */
  public boolean hasStrongEtag() {
    return EntityTags.isStrong(etag);
  }

  /**
   * Whether the date of last modification is strong for a cache: at least a second before the date
   * of the response (RFC 9110 §8.8.2.2).
   */
  public boolean hasStrongDate() {
    return lastModifiedMillis != HttpDate.INVALID
        && dateMillis != HttpDate.INVALID
        && dateMillis - lastModifiedMillis >= 1000;
  }

  /**
   * Whether both have the same strong validator, so that parts of them may be combined (§15.3.7.3).
   */
  public boolean sameStrong(Validators other) {
    if (etag != null || other.etag != null) {
      return EntityTags.strongMatch(etag, other.etag);
    }
    return hasStrongDate()
        && other.hasStrongDate()
        && lastModifiedMillis == other.lastModifiedMillis;
  }
}
