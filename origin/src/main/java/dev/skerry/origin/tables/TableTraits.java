package dev.skerry.origin.tables;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept and told of a table and changes nothing of what it does.
 *
 * @param byRequestSince when it was last set to be paid by request, null where it never was
 * @param tableClass as was asked for, null where none was
 * @param tableClassSince when the class was changed, null where it never was
 * @param onDemand the most that may be requested, null where nothing was said
 * @param warm what it should be ready for, null where nothing was said
 * @param history of its provisioned throughput, null where that was never changed
 */
public record TableTraits(
    @Nullable Instant byRequestSince,
    @Nullable String tableClass,
    @Nullable Instant tableClassSince,
    @Nullable RequestUnits onDemand,
    @Nullable RequestUnits warm,
    @Nullable ThroughputHistory history) {
  /** Those of a table of which nothing was said. */
  public static final TableTraits NONE = new TableTraits(null, null, null, null, null, null);

  /** The same, paid by request from a moment on. */
  public TableTraits byRequest(Instant since) {
    return new TableTraits(since, tableClass, tableClassSince, onDemand, warm, history);
  }

  /** The same of another class since a moment, null for from the beginning. */
  public TableTraits ofClass(@Nullable String other, @Nullable Instant since) {
    return new TableTraits(byRequestSince, other, since, onDemand, warm, history);
  }

  /** The same with another most. */
  public TableTraits limited(@Nullable RequestUnits other) {
    return new TableTraits(byRequestSince, tableClass, tableClassSince, other, warm, history);
  }

  /** The same, ready for something else. */
  public TableTraits warmed(@Nullable RequestUnits other) {
    return new TableTraits(byRequestSince, tableClass, tableClassSince, onDemand, other, history);
  }

  /** The same after a change of provisioned throughput. */
  public TableTraits provisioned(Throughput from, Throughput to, Instant now) {
    return new TableTraits(
        byRequestSince,
        tableClass,
        tableClassSince,
        onDemand,
        warm,
        ThroughputHistory.after(history, from, to, now));
  }
}
