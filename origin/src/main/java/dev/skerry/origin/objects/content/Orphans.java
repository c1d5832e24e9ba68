package dev.skerry.origin.objects.content;

/** Removes what is kept without a row, as processes leave it that do not end in good order. */
public interface Orphans {
  /**
   * Looks through some of what there is. One thread at a time.
   *
   * @return whether there may be more to look through now
   */
  boolean step();

  /** How many were removed so far. */
  long removed();
}
