package dev.skerry.control.sites;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bringing of a version to some edges first. Begun and ended by one transaction each, so that
 * it goes on wherever a control plane was killed.
 *
 * @param version which
 * @param previous what the other edges have meanwhile, and all when it is rolled back
 * @param policy how it is judged
 * @param canaries the names of the edges that have it first
 * @param startedAt when
 * @param stage how far it is
 * @param reason why it ended so; empty while it has not
 * @param endedAt when; null while it has not
 */
public record Rollout(
    long version,
    long previous,
    RolloutPolicy policy,
    List<String> canaries,
    Instant startedAt,
    Stage stage,
    String reason,
    @Nullable Instant endedAt) {
  /** How far a rollout is. */
  public enum Stage {
    /** The canaries are to have it, and are watched. */
    CANARIES,
    /** All edges are to have it. */
    PROMOTED,
    /** The canaries are to have the previous version again. */
    ROLLED_BACK,
    /** Another version was applied to all meanwhile. */
    SUPERSEDED
  }

  /** Keeps a copy. */
  public Rollout {
    canaries = List.copyOf(canaries);
  }

  /** The same, at its end. */
  Rollout ended(Stage how, String why, Instant at) {
    return new Rollout(version, previous, policy, canaries, startedAt, how, why, at);
  }
}
