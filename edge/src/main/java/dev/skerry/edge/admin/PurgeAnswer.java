package dev.skerry.edge.admin;

import dev.skerry.edge.admin.shape.Describe;
import org.jspecify.annotations.Nullable;

/** What a node tells of a purge that it has carried out, or counted. */
@Describe("A purge that is in force on this node, or a count.")
record PurgeAnswer(
    @Describe("The purge's number; of a dry run that of the newest purge.") long sequence,
    boolean soft,
    boolean dryRun,
    @Describe("How many targets it named.") int targets,
    @Describe("How many stored responses it selects; null where they were not counted.")
        @Nullable Long matched,
    @Describe("How many are on the disk and were not counted; null for none.")
        @Nullable Long notLookedAt) {
  static PurgeAnswer of(PurgeOrder order, PurgeOutcome outcome) {
    return new PurgeAnswer(
        outcome.sequence(),
        order.soft(),
        order.dryRun(),
        order.selectors().size(),
        outcome.matched() < 0 ? null : outcome.matched(),
        outcome.notLookedAt() < 0 ? null : outcome.notLookedAt());
  }
}
