package dev.skerry.control.changes;

import java.util.Set;

/**
 * A site that asks to be purged by what changes at the origin.
 *
 * @param site its name
 * @param account whose tables they are, 12 digits
 * @param tables their names
 * @param buckets names of buckets, whoever has them
 */
public record Subscription(String site, String account, Set<String> tables, Set<String> buckets) {
  /** Keeps copies. */
  public Subscription {
    tables = Set.copyOf(tables);
    buckets = Set.copyOf(buckets);
  }
}
