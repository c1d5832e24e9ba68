package dev.skerry.edge;

import dev.skerry.edge.purge.Purge;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what a purge would select, and purges nothing. */
final class PurgeRehearsal {
  private PurgeRehearsal() {}

  /** How many stored responses in memory it would select that are of use now. */
  static long matched(EdgeNode node, Purge purge) {
    AtomicLong matched = new AtomicLong();
    node.store()
        .forEach(
            stored -> {
              if (purge.selects(stored) && node.store().isUsable(stored)) {
                matched.incrementAndGet();
              }
            });
    return matched.get();
  }
}
