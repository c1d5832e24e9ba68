package dev.skerry.edge.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of the origin purges a site's stored responses when it changes, by their tags.
 *
 * @param account whose tables they are, 12 digits; null for the control plane's own account
 * @param tables the names of the tables
 * @param buckets the names of the buckets, beside those that are the site's origins
 */
public record PurgedBy(@Nullable String account, List<String> tables, List<String> buckets) {
  /** Nothing does. */
  public static final PurgedBy NOTHING = new PurgedBy(null, List.of(), List.of());

  /** Keeps copies. */
  public PurgedBy {
    tables = List.copyOf(tables);
    buckets = List.copyOf(buckets);
  }
}
