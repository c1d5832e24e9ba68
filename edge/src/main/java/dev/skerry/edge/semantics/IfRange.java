package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.HttpDate;

/** The condition under which a range is answered with a part (RFC 9110 §13.1.5). */
public final class IfRange {
  private IfRange() {}

  /**
   * Whether the request's {@code Range} counts: it has no {@code If-Range}, or that is the stored
   * strong entity tag, or exactly the stored date of last modification and that is strong.
   */
  public static boolean holds(Fields request, Validators stored) {
    String condition = request.first(FieldNames.IF_RANGE);
    if (condition == null) {
      return true;
    }
    if (request.count(FieldNames.IF_RANGE) > 1) {
      return false;
    }
    if (condition.indexOf('"') >= 0) {
      return EntityTags.strongMatch(condition, stored.etag());
    }
    long date = HttpDate.parse(condition, stored.dateMillis());
    return date != HttpDate.INVALID
        && stored.hasStrongDate()
        && date == stored.lastModifiedMillis();
  }
}
