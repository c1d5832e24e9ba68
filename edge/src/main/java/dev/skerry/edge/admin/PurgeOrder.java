package dev.skerry.edge.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants purged: whatever at least one of the targets names.
 *
 * @param urls absolute {@code http} or {@code https} URLs; every variant of each
 * @param tags as responses carried them
 * @param prefixes absolute URLs whose path is the beginning of the paths meant
 * @param hosts host names in lower case, without port
 * @param everything all that is stored
 * @param expression a condition on stored responses, or null
 * @param soft stored responses become stale instead of unusable, so that they may still be served
 *     stale and validated
 * @param dryRun nothing is purged, only counted
 */
public record PurgeOrder(
    List<String> urls,
    List<String> tags,
    List<String> prefixes,
    List<String> hosts,
    boolean everything,
    @Nullable String expression,
    boolean soft,
    boolean dryRun) {

  /** The number of targets. */
  public int size() {
    return urls.size()
        + tags.size()
        + prefixes.size()
        + hosts.size()
        + (everything ? 1 : 0)
        + (expression == null ? 0 : 1);
  }
}
