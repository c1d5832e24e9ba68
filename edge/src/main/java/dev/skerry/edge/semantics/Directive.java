package dev.skerry.edge.semantics;

import org.jspecify.annotations.Nullable;

/** The cache directives that Skerry understands (RFC 9111 §5.2, RFC 5861, RFC 8246). */
public enum Directive {
  IMMUTABLE(0, "immutable"),
  MAX_AGE(1, "max-age"),
  MAX_STALE(2, "max-stale"),
  MIN_FRESH(3, "min-fresh"),
  MUST_REVALIDATE(4, "must-revalidate"),
  MUST_UNDERSTAND(5, "must-understand"),
  NO_CACHE(6, "no-cache"),
  NO_STORE(7, "no-store"),
  NO_TRANSFORM(8, "no-transform"),
  ONLY_IF_CACHED(9, "only-if-cached"),
  PRIVATE(10, "private"),
  PROXY_REVALIDATE(11, "proxy-revalidate"),
  PUBLIC(12, "public"),
  S_MAXAGE(13, "s-maxage"),
  STALE_IF_ERROR(14, "stale-if-error"),
  STALE_WHILE_REVALIDATE(15, "stale-while-revalidate");

  private static final Directive[] ALL = values();

  private final String token;
  private final int index;

  Directive(int index, String token) {
    this.index = index;
    this.token = token;
  }

  /** The directive's name in a field, in lower case. */
  public String token() {
    return token;
  }

  int bit() {
    return 1 << index;
  }

  /** Its place in an array with one element for each directive. */
  int index() {
    return index;
  }

  /** Whether its argument is a number of seconds. */
  boolean isDelta() {
    return switch (this) {
      case MAX_AGE, MAX_STALE, MIN_FRESH, S_MAXAGE, STALE_IF_ERROR, STALE_WHILE_REVALIDATE -> true;
      default -> false;
    };
  }

  /** Whether it may have a list of field names as its argument. */
  boolean takesFieldNames() {
    return this == NO_CACHE || this == PRIVATE;
  }

  /** The directive whose name stands there, without regard to case, or null if it is not known. */
  static @Nullable Directive find(String s, int from, int end) {
    for (Directive directive : ALL) {
      String token = directive.token;
      if (token.length() == end - from && s.regionMatches(true, from, token, 0, token.length())) {
        return directive;
      }
    }
    return null;
  }
}
