package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import org.jspecify.annotations.Nullable;

/** Completing and combining partial responses (RFC 9111 §3.3, §3.4, RFC 9110 §15.3.7.3). */
public final class PartialContent {
  private PartialContent() {}

  /**
   * Makes a forwarded request ask for what a stored partial response lacks of a wanted stretch.
   * With a strong validator it asks on condition ({@code If-Range}), so that a changed
   * representation comes whole; without one the answer can be used only if it is whole.
   *
   * @param completeLength of the representation, -1 if unknown
   * @return what was asked for; null if nothing is missing, in which case the request is unchanged
   */
  public static @Nullable ByteRange askForMissing(
      Fields request,
      Extents stored,
      ByteRange wanted,
      long completeLength,
      Validators validators) {
    ByteRange missing = stored.missing(wanted);
    if (missing == null) {
      return null;
    }
    Validation.removeConditions(request);
    boolean toTheEnd = missing.last() == completeLength - 1;
    request.set(
        FieldNames.RANGE, "bytes=" + missing.first() + '-' + (toTheEnd ? "" : missing.last()));
    String etag = validators.etag();
    String modified = validators.lastModified();
    if (etag != null) {
      if (EntityTags.isStrong(etag)) {
        request.set(FieldNames.IF_RANGE, etag);
      }
    } else if (modified != null && validators.hasStrongDate()) {
      request.set(FieldNames.IF_RANGE, modified);
    }
    return missing;
  }

  /**
   * Whether a received part may be combined with a stored one: the same strong validator, and
   * lengths that do not contradict each other (-1 for unknown).
   */
  public static boolean mayCombine(
      Validators stored, long storedComplete, Validators received, long receivedComplete) {
    return stored.sameStrong(received)
        && (storedComplete < 0 || receivedComplete < 0 || storedComplete == receivedComplete);
  }

  /**
   * The fields of the combined response: the stored ones updated with the received ones (§3.4),
   * without what described a part only.
   *
   * @return not frozen
   */
  public static Fields combinedFields(Fields stored, Fields received) {
    Fields combined = Freshening.updatedFields(stored, received);
    combined.remove(FieldNames.CONTENT_LENGTH);
    combined.remove(FieldNames.CONTENT_RANGE);
    return combined;
  }
}
