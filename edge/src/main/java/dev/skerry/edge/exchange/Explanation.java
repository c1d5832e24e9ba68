package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.config.Rule;
import dev.skerry.edge.config.Site;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange would do with a request, and why.
 *
 * @param site the site that answers, null if none does
 * @param rule the rule that holds, null if there is no site
 * @param key the cache key, null where the cache is not asked
 * @param stored the stored response that the request selects, null if none; it may be evicted at
 *     any moment
 * @param outcome what would happen
 * @param reason why, one sentence
 */
public record Explanation(
    @Nullable Site site,
    @Nullable Rule rule,
    @Nullable CacheKey key,
    @Nullable StoredResponse stored,
    Outcome outcome,
    String reason) {

  /** What becomes of a request. */
  public enum Outcome {
    /** The edge answers by itself: an error, or a rule's redirect. */
    EDGE,
    /** Answered from the store. */
    HIT,
    /** Answered from the store, and validated in the background. */
    STALE_HIT,
    /** The origin is asked whether what is stored still holds. */
    VALIDATE,
    /** The origin is asked; what it answers may be stored. */
    FORWARD,
    /** The origin is asked, and the cache has no part in it. */
    BYPASS,
    /** Answered from the response to another request, which is under way. */
    COLLAPSE,
    /** What the disk has is brought back, and decides: it is looked at only then. */
    DISK
  }
}
