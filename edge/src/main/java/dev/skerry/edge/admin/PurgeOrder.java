package dev.skerry.edge.admin;

import dev.skerry.edge.purge.Selector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants purged: whatever at least one of the selectors selects.
 *
 * @param site the only site to touch, or null for all
 * @param selectors at least one; URLs and prefixes are as the operator wrote them, without a scheme
 *     and with a host in lower case
 * @param soft stored responses become stale instead of unusable, so that they may still be served
 *     stale and validated
 * @param dryRun nothing is purged, only counted
 */
public record PurgeOrder(
    @Nullable String site, List<Selector> selectors, boolean soft, boolean dryRun) {}
