package dev.skerry.control.purges;

import dev.skerry.edge.admin.PurgeOrder;
import dev.skerry.edge.admin.shape.Describe;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a control plane answers to the order of a purge. */
@Describe("A purge that is in the log, and which edges have applied it; or a count.")
record FleetPurge(
    @Describe("The purge's number; of a dry run that of the newest purge.") long sequence,
    boolean soft,
    boolean dryRun,
    @Describe("How many targets it named.") int targets,
    @Describe("How many stored responses all edges would purge; null where none was counted.")
        @Nullable Long matched,
    @Describe("How many are on disks and were not counted; null for none.")
        @Nullable Long notLookedAt,
    @Describe("Milliseconds from the order's arrival to this answer.") double tookMs,
    @Describe("The edges that have applied it, durably; or counted.") List<Done> applied,
    @Describe("The edges that have not; they do before they are current again.")
        List<Missing> missing) {
  @Describe("An edge that has applied a purge, or counted.")
  record Done(
      String edge,
      @Describe("Milliseconds after the order's arrival; null where that is not known any more.")
          @Nullable Double ms,
      @Describe("How many stored responses it would purge; null where they were not counted.")
          @Nullable Long matched) {}

  @Describe("An edge that has not applied a purge.")
  record Missing(String edge, @Describe("Why.") String reason) {}

  static FleetPurge of(PurgeOrder order, PurgeProgress progress) {
    return new FleetPurge(
        progress.logged().sequence(),
        order.soft(),
        false,
        order.selectors().size(),
        null,
        null,
        progress.tookMicros() / 1_000.0,
        done(progress),
        missing(progress));
  }

  static List<Done> done(PurgeProgress progress) {
    return progress.applied().stream()
        .map(one -> new Done(one.edge(), one.micros() < 0 ? null : one.micros() / 1_000.0, null))
        .toList();
  }

  static List<Missing> missing(PurgeProgress progress) {
    return progress.missing().stream()
        .map(one -> new Missing(one.edge(), one.reason().text()))
        .toList();
  }

  /** Of a dry run. */
  static FleetPurge of(
      PurgeOrder order,
      long latest,
      Map<String, EdgeCount> counts,
      List<Missing> silent,
      double ms) {
    long matched = counts.values().stream().mapToLong(EdgeCount::matched).sum();
    long onDisk =
        counts.values().stream().mapToLong(EdgeCount::notLookedAt).filter(n -> n > 0).sum();
    return new FleetPurge(
        latest,
        order.soft(),
        true,
        order.selectors().size(),
        counts.isEmpty() ? null : matched,
        onDisk == 0 ? null : onDisk,
        ms,
        counts.entrySet().stream()
            .map(one -> new Done(one.getKey(), null, one.getValue().matched()))
            .toList(),
        silent);
  }
}
