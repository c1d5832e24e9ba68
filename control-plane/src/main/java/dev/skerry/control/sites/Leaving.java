package dev.skerry.control.sites;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The versions that no edge is to have any more, but edges may still have: what their handlers may
 * ask, and what of the origin purges their sites, holds until every edge has what it is to have.
 *
 * @param versions from the one that went last
 * @param since when that was
 */
record Leaving(List<Long> versions, Instant since) {
  /** No version. */
  static final Leaving NONE = new Leaving(List.of(), Instant.EPOCH);

  /** Edges that are away for longer find what was taken from them refused. */
  static final Duration AT_MOST = Duration.ofMinutes(5);

  private static final int VERSIONS_MAX = 4;

  /** What is leaving when other versions count than before. */
  Leaving after(Standing before, Standing now, Instant at) {
    List<Long> gone =
        LongStream.of(before.current(), before.rollout())
            .filter(version -> version != 0 && !counts(now, version))
            .boxed()
            .toList();
    List<Long> all =
        Stream.concat(gone.stream(), versions.stream())
            .filter(version -> !counts(now, version))
            .distinct()
            .limit(VERSIONS_MAX)
            .toList();
    return new Leaving(all, gone.isEmpty() ? since : at);
  }

  private static boolean counts(Standing standing, long version) {
    return standing.current() == version || standing.rollout() == version;
  }
}
