package dev.skerry.control.sites;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The versions that no edge is to have any more, but edges may still have: what their handlers may
 * ask, and what of the origin purges their sites, holds until every edge has what it is to have.
 *
 * @param gone from the one that went last
 */
record Leaving(List<Gone> gone) {
  /** No version. */
  static final Leaving NONE = new Leaving(List.of());

  /** Edges that are away for longer find what was taken from them refused. */
  static final Duration AT_MOST = Duration.ofMinutes(5);

  private static final int VERSIONS_MAX = 4;

  /**
   * One of them.
   *
   * @param since when it went: those that go after it do not make it stay longer
   */
  record Gone(long version, Instant since) {}

  /** What is leaving when other versions count than before. */
  Leaving after(Standing before, Standing now, Instant at) {
    List<Gone> going =
        LongStream.of(before.current(), before.rollout())
            .filter(version -> version != 0)
            .distinct()
            .mapToObj(version -> new Gone(version, at))
            .toList();
    Set<Long> anew = going.stream().map(Gone::version).collect(toUnmodifiableSet());
    return new Leaving(
        Stream.concat(going.stream(), gone.stream().filter(each -> !anew.contains(each.version())))
            .filter(each -> !counts(now, each.version()))
            .limit(VERSIONS_MAX)
            .toList());
  }

  private static boolean counts(Standing standing, long version) {
    return standing.current() == version || standing.rollout() == version;
  }

  /** Without those that went longer ago than edges are waited for. */
  Leaving at(Instant now) {
    return new Leaving(
        gone.stream().filter(each -> !now.isAfter(each.since().plus(AT_MOST))).toList());
  }

  /** Their numbers, from the one that went last. */
  List<Long> versions() {
    return gone.stream().map(Gone::version).toList();
  }
}
