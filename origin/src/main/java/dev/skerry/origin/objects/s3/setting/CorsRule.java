package dev.skerry.origin.objects.s3.setting;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What pages of some origins may do with a bucket.
 *
 * @param id as it was set, or null
 * @param origins of which a page's must be one; an asterisk stands for any characters
 * @param methods that may be used
 * @param headers that requests may have, by the same patterns, whatever their case
 * @param exposed fields of replies that pages may read
 * @param maxAge for how many seconds a browser may remember it, or null
 */
public record CorsRule(
    @Nullable String id,
    List<String> origins,
    List<String> methods,
    List<String> headers,
    List<String> exposed,
    @Nullable Integer maxAge) {
  /** Keeps copies of the lists. */
  public CorsRule {
    origins = List.copyOf(origins);
    methods = List.copyOf(methods);
    headers = List.copyOf(headers);
    exposed = List.copyOf(exposed);
  }

  /** The first of the rule's origins that an origin is one of, or null. */
  public @Nullable String originOf(String origin) {
    for (String allowed : origins) {
      if (OneStar.matches(allowed, origin)) {
        return allowed;
      }
    }
    return null;
  }

  /** Whether pages of an origin may send a method with these headers. */
  public boolean allows(String origin, String method, List<String> asked) {
    return methods.contains(method)
        && originOf(origin) != null
        && asked.stream()
            .allMatch(
                name ->
                    headers.stream()
                        .anyMatch(allowed -> OneStar.matchesIgnoringCase(allowed, name)));
  }
}
