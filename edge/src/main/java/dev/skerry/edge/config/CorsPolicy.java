package dev.skerry.edge.config;

import java.util.List;
import java.util.Set;

/**
 * Cross-origin sharing, as the edge answers it in place of the origin (the Fetch standard, "HTTP
 * CORS protocol").
 *
 * @param anyOrigin whether every origin may read
 * @param origins the origins that may, serialised: {@code https://example.com}
 * @param methods allowed in a preflight
 * @param headers request fields allowed in a preflight; {@code *} allows what is asked for
 * @param expose response fields that scripts may read
 * @param credentials whether credentials are allowed; never with {@code anyOrigin}
 * @param maxAgeSeconds how long a preflight may be remembered
 */
public record CorsPolicy(
    boolean anyOrigin,
    Set<String> origins,
    List<String> methods,
    List<String> headers,
    List<String> expose,
    boolean credentials,
    int maxAgeSeconds) {
  public CorsPolicy {
    origins = Set.copyOf(origins);
    methods = List.copyOf(methods);
    headers = List.copyOf(headers);
    expose = List.copyOf(expose);
  }

  /** Whether scripts of that origin may read. */
  public boolean allows(String origin) {
    return anyOrigin || origins.contains(origin);
  }
}
