package dev.skerry.origin.tables.model.error;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A transaction did nothing, because at least one of its parts cannot be done. */
public final class TransactionCancelled extends ModelException {
  private final transient List<Reason> reasons;

  /** With the reasons of all parts that have one. */
  public TransactionCancelled(List<Reason> reasons, Throwable cause) {
    super(
        reasons.stream()
            .map(reason -> reason.part() + ": " + reason.problem())
            .collect(Collectors.joining("; ", "the transaction was cancelled by part ", "")),
        cause);
    this.reasons = List.copyOf(reasons);
  }

  /** Why, part by part; parts that could have been done have none. */
  public List<Reason> reasons() {
    return reasons;
  }

  @Override
  public boolean mayBeRetried() {
    return reasons.stream().allMatch(reason -> reason.problem().mayBeRetried());
  }

  /**
   * Why a part cannot be done.
   *
   * @param part its place in the transaction, from 0
   * @param problem as the part would have thrown by itself
   */
  public record Reason(int part, ModelException problem) {
    /** The item for which the part's condition does not hold, if it was one and there is one. */
    public <R> Optional<R> item(Class<R> type) {
      return problem instanceof ConditionFailed condition ? condition.item(type) : Optional.empty();
    }
  }
}
