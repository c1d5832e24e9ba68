package dev.skerry.control.api;

/** The memory of one call, taken from what there is for all. */
final class ChargedMemory implements CallMemory {
  private final ContentBudget budget;
  private long taken;

  ChargedMemory(ContentBudget budget) {
    this.budget = budget;
  }

  @Override
  public boolean take(long bytes) {
    if (!budget.take(bytes)) {
      return false;
    }
    taken += bytes;
    return true;
  }

  @Override
  public void give(long bytes) {
    taken -= bytes;
    budget.give(bytes);
  }

  /** Gives back all that is left. */
  void release() {
    give(taken);
  }
}
