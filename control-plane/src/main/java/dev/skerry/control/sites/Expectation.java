package dev.skerry.control.sites;

/**
 * Which version somebody means to replace; so that of several who read the same version and change
 * it, one succeeds.
 */
@FunctionalInterface
public interface Expectation {
  /** Whatever there is. */
  Expectation ANY = standing -> {};

  /** Refuses when it is not as expected. */
  void check(Standing standing) throws VersionException;

  /** That a version is current; 0 for none yet. */
  static Expectation current(long version) {
    return standing -> {
      if (standing.current() != version) {
        throw new VersionException.Outdated(
            standing.current(), version == 0 ? "none yet" : "version " + version);
      }
    };
  }
}
