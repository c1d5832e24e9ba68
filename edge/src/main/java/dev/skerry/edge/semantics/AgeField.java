package dev.skerry.edge.semantics;

import dev.skerry.http.FieldLists;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Tokens;

/** The {@code Age} of a received response (RFC 9111 §5.1). */
final class AgeField {
  private AgeField() {}

  /**
   * The age in seconds: the first member of the first line; 0 if there is none or it is no number.
   * Where malformed ages make a response stale, anything but a single number is the largest age.
   */
  static long seconds(Fields response, CachePolicy.MalformedAge malformed) {
    String value = response.first(FieldNames.AGE);
    if (value == null) {
      return 0;
    }
    int comma = FieldLists.memberEnd(value, 0);
    long seconds = DeltaSeconds.parse(value, 0, Tokens.trimEnd(value, 0, comma));
    if (malformed == CachePolicy.MalformedAge.STALE
        && (seconds == DeltaSeconds.INVALID
            || comma < value.length()
            || response.count(FieldNames.AGE) > 1)) {
      return DeltaSeconds.MAX;
    }
    return Math.max(0, seconds);
  }
}
