package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.HttpDate;

/**
 * The freshness lifetime of a response and what it comes from (RFC 9111 §4.2.1, §4.2.2).
 *
 * @param millis at least 0
 */
record Lifetime(long millis, Freshness.Source source) {
  private static final Lifetime NONE = new Lifetime(0, Freshness.Source.NONE);

  /** What the origin says explicitly; {@link Freshness.Source#NONE} if nothing. */
  static Lifetime explicit(Fields response, ResponseControl control, long responseMillis) {
    CacheControl directives = control.directives();
    long shared = directives.seconds(Directive.S_MAXAGE);
    if (shared != CacheControl.ABSENT) {
      return new Lifetime(shared * 1000, Freshness.Source.S_MAXAGE);
    }
    long maxAge = directives.seconds(Directive.MAX_AGE);
    if (maxAge != CacheControl.ABSENT) {
      return new Lifetime(maxAge * 1000, Freshness.Source.MAX_AGE);
    }
    if (control.targeted() == null && response.contains(FieldNames.EXPIRES)) {
      return new Lifetime(expires(response, responseMillis), Freshness.Source.EXPIRES);
    }
    return NONE;
  }

  /**
   * From {@code Expires} (§5.3): invalid or repeated with different values means already expired.
   */
  private static long expires(Fields response, long responseMillis) {
    String value = response.first(FieldNames.EXPIRES);
    if (response.count(FieldNames.EXPIRES) > 1
        && !response.all(FieldNames.EXPIRES).stream().allMatch(other -> other.equals(value))) {
      return 0;
    }
    long expires = HttpDate.parse(value, responseMillis);
    if (expires == HttpDate.INVALID) {
      return 0;
    }
    long lifetime = expires - dateMillis(response, responseMillis);
    return Math.clamp(lifetime, 0, DeltaSeconds.MAX * 1000);
  }

  /** A share of the time since the last modification. */
  static Lifetime heuristic(Fields response, Ttl ttl, long responseMillis) {
    long modified = HttpDate.parse(response.first(FieldNames.LAST_MODIFIED), responseMillis);
    if (modified == HttpDate.INVALID) {
      return NONE;
    }
    long since = dateMillis(response, responseMillis) - modified;
    long millis =
        Math.clamp(since / 100 * ttl.heuristicPercent(), 0, ttl.heuristicMaxSeconds() * 1000);
    return millis == 0 ? NONE : new Lifetime(millis, Freshness.Source.HEURISTIC);
  }

  /** The response's {@code Date}, or when it was received if that is missing or malformed. */
  static long dateMillis(Fields response, long responseMillis) {
    long date = HttpDate.parse(response.first(FieldNames.DATE), responseMillis);
    return date == HttpDate.INVALID ? responseMillis : date;
  }

  /**
   * This lifetime within the policy's bounds; errors are not kept longer than their origin says.
   */
  Lifetime bounded(Ttl ttl, int status) {
    long min = status < 400 ? ttl.minSeconds() * 1000 : 0;
    long bounded = Math.min(Math.max(millis, min), ttl.maxSeconds() * 1000);
    if (bounded == millis) {
      return this;
    }
    return new Lifetime(
        bounded, source == Freshness.Source.NONE ? Freshness.Source.POLICY_DEFAULT : source);
  }

  static Lifetime seconds(long seconds, Freshness.Source source) {
    return new Lifetime(Math.clamp(seconds, 0, DeltaSeconds.MAX) * 1000, source);
  }
}
