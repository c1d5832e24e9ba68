package dev.skerry.control.sites;

import dev.skerry.control.fleet.Fleet;
import java.time.InstantSource;

/** Lets versions go that no edge has any more. Safe for any thread that may block. */
final class Leavings {
  private final Versions versions;
  private final WantedVersions wanted;
  private final Fleet fleet;
  private final InstantSource clock;

  Leavings(Versions versions, WantedVersions wanted, Fleet fleet, InstantSource clock) {
    this.versions = versions;
    this.wanted = wanted;
    this.fleet = fleet;
    this.clock = clock;
  }

  /**
   * Lets go what is leaving, if every edge that is known has what it is to have, or it is late.
   *
   * @return whether any has gone by that
   */
  boolean look() {
    Leaving leaving = versions.leaving();
    return !leaving.versions().isEmpty()
        && (isEverywhere() || isLate(leaving))
        && versions.left(leaving);
  }

  private boolean isEverywhere() {
    return fleet.isInformed()
        && wanted.standing().equals(versions.standing())
        && fleet.edges().stream().allMatch(state -> state.version() == wanted.of(state.edge()));
  }

  private boolean isLate(Leaving leaving) {
    return clock.instant().isAfter(leaving.since().plus(Leaving.AT_MOST));
  }
}
