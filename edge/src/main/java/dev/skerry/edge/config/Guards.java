package dev.skerry.edge.config;

import org.jspecify.annotations.Nullable;

/**
 * Who may ask, and how often; each is null where there is no such guard.
 *
 * @param access by address
 * @param rateLimit by rate
 * @param signedUrls by a signature in the query
 * @param basicAuth by user and password
 */
public record Guards(
    @Nullable AccessPolicy access,
    @Nullable RateLimitPolicy rateLimit,
    @Nullable SignedUrlPolicy signedUrls,
    @Nullable BasicAuthPolicy basicAuth) {

  /** Everybody may ask, as often as they like. */
  public static final Guards NONE = new Guards(null, null, null, null);

  /** Whether there is no guard at all. */
  public boolean isOpen() {
    return access == null && rateLimit == null && signedUrls == null && basicAuth == null;
  }
}
