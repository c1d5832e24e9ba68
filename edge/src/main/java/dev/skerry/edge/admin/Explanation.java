package dev.skerry.edge.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node would do with a request, and why.
 *
 * @param request the request that was asked about, as the node understood it
 * @param site the site that answers for the host, null if none does
 * @param rule the rule that holds for the path, null if there is no site
 * @param pool where a forwarded request would go, null if nowhere
 * @param key the cache key, null where the cache is not asked
 * @param stored the stored response that was selected by the key, null if none
 * @param outcome what would happen: hit, stale-hit, validate, forward, collapse, disk (what it has
 *     decides), bypass or edge (the edge answers by itself)
 * @param reason why that would happen, one sentence
 */
public record Explanation(
    String request,
    @Nullable String site,
    @Nullable String rule,
    @Nullable String pool,
    @Nullable String key,
    @Nullable Stored stored,
    String outcome,
    String reason) {

  /**
   * A stored response.
   *
   * @param status its status
   * @param ageSeconds its current age (RFC 9111 §4.2.3)
   * @param lifetimeSeconds its freshness lifetime (RFC 9111 §4.2.1)
   * @param freshness fresh, stale or softly purged
   * @param contentBytes the length of its whole content, -1 if that is not known
   * @param complete whether all of its content is stored
   * @param tags its tags
   * @param vary the request fields that chose it among its variants
   */
  public record Stored(
      int status,
      long ageSeconds,
      long lifetimeSeconds,
      String freshness,
      long contentBytes,
      boolean complete,
      List<String> tags,
      List<String> vary) {}
}
