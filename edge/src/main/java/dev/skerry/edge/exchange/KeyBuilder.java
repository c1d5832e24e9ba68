package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.config.KeyPolicy;
import dev.skerry.edge.config.Site;
import dev.skerry.handler.Directions;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the cache key of a request by a rule's key policy: host, path and query always in the form
 * in which the origin is asked, then the fields and cookies that count.
 */
public final class KeyBuilder {
  /** The scheme of keys that do not tell http from https. */
  private static final String ANY_SCHEME = "http(s)";

  private KeyBuilder() {}

  /** The key of a request to a site. */
  public static CacheKey of(Site site, KeyPolicy policy, Request request) {
    return of(site, policy, request, Directions.NONE);
  }

  /** The key of a request of which a handler has said what else counts. */
  static CacheKey of(Site site, KeyPolicy policy, Request request, Directions directions) {
    String query = policy.query().normalise(request.query());
    String url =
        query == null
            ? request.authority().concat(request.path())
            : request.authority() + request.path() + '?' + query;
    String scheme = policy.scheme() ? request.scheme() : ANY_SCHEME;
    return new CacheKey(site.name(), scheme, url, extra(policy, request, directions));
  }

  /**
   * Fields and cookies that count; each with its name and length, so that no two sets look alike.
   */
  private static @Nullable String extra(KeyPolicy policy, Request request, Directions directions) {
    if (policy.headers().isEmpty() && policy.cookies().isEmpty() && !isKeyed(directions)) {
      return null;
    }
    StringBuilder extra = new StringBuilder();
    for (String name : policy.headers()) {
      append(extra, "h:", name, request.fields().combined(name));
    }
    if (!policy.cookies().isEmpty()) {
      List<String> lines = request.fields().all(FieldNames.COOKIE);
      for (String name : policy.cookies()) {
        append(extra, "c:", name, cookie(lines, name));
      }
    }
    for (String part : directions.keyParts()) {
      append(extra, "p:", "", part);
    }
    if (directions.origin() != null) {
      // What comes from elsewhere is something else, whatever it is called.
      append(extra, "o:", "", directions.origin());
    }
    return extra.toString();
  }

  private static boolean isKeyed(Directions directions) {
    return !directions.keyParts().isEmpty() || directions.origin() != null;
  }

  private static void append(
      StringBuilder extra, String kind, String name, @Nullable String value) {
    extra.append(kind).append(name).append('=');
    if (value == null) {
      extra.append('-');
    } else {
      extra.append(value.length()).append(':').append(value);
    }
    extra.append(' ');
  }

  /** The value of the first cookie of that name (RFC 6265 §4.2.1), or null. */
  private static @Nullable String cookie(List<String> lines, String name) {
    for (String line : lines) {
      for (int start = 0; start < line.length(); ) {
        int semicolon = line.indexOf(';', start);
        int end = semicolon < 0 ? line.length() : semicolon;
        int equals = line.indexOf('=', start);
        if (equals > start && equals < end && line.substring(start, equals).strip().equals(name)) {
          return line.substring(equals + 1, end).strip();
        }
        start = end + 1;
      }
    }
    return null;
  }
}
