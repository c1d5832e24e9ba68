package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Tokens;
import dev.skerry.http.structured.StructuredWriter;

/** Builds this cache's member of {@code Cache-Status} (RFC 9211); used once. */
public final class CacheStatus {
  private final StringBuilder text = new StringBuilder(64);

  private CacheStatus(String cache) {
    appendIdentifier(text, cache);
  }

  /** Why a request went to the origin (§2.2). */
  public enum Forward {
    BYPASS("bypass"),
    METHOD("method"),
    URI_MISS("uri-miss"),
    VARY_MISS("vary-miss"),
    MISS("miss"),
    REQUEST("request"),
    STALE("stale"),
    PARTIAL("partial");

    private final String token;

    Forward(String token) {
      this.token = token;
    }

    /** The reason's name in the field. */
    public String token() {
      return token;
    }

    /** The reason why a stored response that was found is not served as it is. */
    public static Forward of(Reuse reuse) {
      return reuse.isByRequest() ? REQUEST : STALE;
    }
  }

  /**
   * Begins a member.
   *
   * @param cache the name of this cache; a token where possible, as {@code skerry}
   */
  public static CacheStatus of(String cache) {
    return new CacheStatus(cache);
  }

  /** It was answered from store, without a request to the origin. */
  public CacheStatus hit() {
    text.append(";hit");
    return this;
  }

  /** It was forwarded. */
  public CacheStatus forwarded(Forward reason) {
    text.append(";fwd=").append(reason.token);
    return this;
  }

  /** The status that the origin answered with (§2.3). */
  public CacheStatus forwardStatus(int status) {
    text.append(";fwd-status=").append(status);
    return this;
  }

  /** What is left of the freshness lifetime in seconds, negative once stale (§2.4). */
  public CacheStatus ttl(long seconds) {
    text.append(";ttl=").append(seconds);
    return this;
  }

  /** The response was stored (§2.5). */
  public CacheStatus stored() {
    text.append(";stored");
    return this;
  }

  /** The request was collapsed with another one (§2.6). */
  public CacheStatus collapsed() {
    text.append(";collapsed");
    return this;
  }

  /** The cache key (§2.7). */
  public CacheStatus key(String key) {
    StructuredWriter.appendQuoted(text.append(";key="), key);
    return this;
  }

  /** Anything more, in this cache's own words (§2.8). */
  public CacheStatus detail(String detail) {
    appendIdentifier(text.append(";detail="), detail);
    return this;
  }

  /** Adds the member to those of caches nearer to the origin, and gives it as it stands there. */
  public String addTo(Fields response) {
    String member = toString();
    String earlier = response.combined(FieldNames.CACHE_STATUS);
    response.set(FieldNames.CACHE_STATUS, earlier == null ? member : earlier + ", " + member);
    return member;
  }

  /** The member as it stands in the field. */
  @Override
  public String toString() {
    return text.toString();
  }

  /** Appends a token, or a string if the text is none. */
  static void appendIdentifier(StringBuilder out, String value) {
    if (isStructuredToken(value)) {
      out.append(value);
    } else {
      StructuredWriter.appendQuoted(out, value);
    }
  }

  private static boolean isStructuredToken(String value) {
    if (value.isEmpty()) {
      return false;
    }
    char first = value.charAt(0);
    if (first != '*' && (first < 'A' || first > 'Z') && (first < 'a' || first > 'z')) {
      return false;
    }
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!Tokens.isTokenChar(c) && c != ':' && c != '/') {
        return false;
      }
    }
    return true;
  }
}
