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
   * Lets go all that is leaving, if every edge that is known has what it is to have, and else what
   * is late.
   *
   * @return whether any has gone by that
   */
  boolean look() {
    Leaving leaving = versions.leaving();
    if (leaving.gone().isEmpty()) {
      return false;
    }
    Leaving left = isEverywhere() ? Leaving.NONE : leaving.at(clock.instant());
    return !left.equals(leaving) && versions.left(leaving, left);
  }

  private boolean isEverywhere() {
    return fleet.isInformed()
        && wanted.standing().equals(versions.standing())
        && fleet.edges().stream().allMatch(state -> state.version() == wanted.of(state.edge()));
  }
}
