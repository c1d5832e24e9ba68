package dev.skerry.edge.admin;

/** Carries out purges on a node; called on a thread that may block. */
@FunctionalInterface
public interface PurgeService {
  /**
   * Purges, or for a dry run only counts. When this returns nothing of what was purged can be
   * served any more as it was, whatever fills were under way.
   *
   * @throws ProblemException with {@link Problem#INVALID_REQUEST} for what this node cannot do
   */
  PurgeOutcome purge(PurgeOrder order) throws ProblemException;
}
