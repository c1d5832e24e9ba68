package dev.skerry.edge;

import dev.skerry.edge.config.Limit;
import dev.skerry.edge.config.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What of a configuration a running node does not take up: it was used when it was started. */
final class RestartOnly {
  private static final List<Limit> LIMITS =
      List.of(Limit.VARIANTS, Limit.COLLAPSED_REQUESTS, Limit.RATE_LIMIT_BUCKETS);

  private RestartOnly() {}

  /**
   * What differs, as pointers into the document.
   *
   * @param started the node was started with it
   * @param next it is in force now
   */
  static List<String> changed(Snapshot started, Snapshot next) {
    List<String> pointers = new ArrayList<>();
    if (!started.listener().equals(next.listener())) {
      pointers.add("/listen");
    }
    if (started.cache().memoryBytes() != next.cache().memoryBytes()) {
      pointers.add("/cache/memory");
    }
    if (!Objects.equals(started.cache().disk(), next.cache().disk())) {
      pointers.add("/cache/disk");
    }
    for (Limit limit : LIMITS) {
      if (started.limits().get(limit) != next.limits().get(limit)) {
        pointers.add("/limits/" + limit.key());
      }
    }
    return pointers;
  }
}
