package dev.skerry.control.sites;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.skerry.edge.config.DataOrigin;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation;
import dev.skerry.handler.Binding;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Reads;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The sites of the versions that edges are to have or may still have, for transactions that depend
 * on them. What a version says is compiled once for as long as it counts.
 */
final class VersionSites {
  private final Versions versions;
  private volatile Known known = Known.of(Standing.NONE, Leaving.NONE, List.of());

  /** What is asked of them often is looked up once for as long as they count. */
  private record Known(
      Standing standing,
      Leaving leaving,
      List<Site> sites,
      Set<String> origins,
      Set<Binding.Kept> bound) {
    static Known of(Standing standing, Leaving leaving, List<Snapshot> snapshots) {
      List<Site> sites = snapshots.stream().flatMap(each -> each.sites().stream()).toList();
      return new Known(
          standing,
          leaving,
          sites,
          sites.stream().flatMap(site -> site.buckets().stream()).collect(toUnmodifiableSet()),
          snapshots.stream()
              .flatMap(each -> each.handlers().stream())
              .flatMap(DataOrigin::boundTo)
              .collect(toUnmodifiableSet()));
    }
  }

  VersionSites(Versions versions) {
    this.versions = versions;
  }

  /**
   * Those of the current version, those of one that is being rolled out, then those of versions
   * that are leaving.
   */
  List<Site> in(Reads reads) {
    return known(reads).sites;
  }

  /** Whether a bucket is an origin of one of them. */
  boolean isOrigin(Reads reads, String bucket) {
    return known(reads).origins.contains(bucket);
  }

  /** Whether a table or a bucket is bound to a handler, whether a rule runs it or a schedule. */
  boolean isBound(Reads reads, Binding.Kept asked) {
    return known(reads).bound.contains(asked);
  }

  private Known known(Reads reads) {
    Standing standing = SiteRows.standing(reads);
    Leaving leaving = SiteRows.leaving(reads);
    Known now = known;
    if (!now.standing.equals(standing) || !now.leaving.equals(leaving)) {
      now = Known.of(standing, leaving, compiled(standing, leaving));
      known = now;
    }
    return now;
  }

  private List<Snapshot> compiled(Standing standing, Leaving leaving) {
    List<Snapshot> snapshots = new ArrayList<>();
    for (long number : new long[] {standing.current(), standing.rollout()}) {
      if (number != 0) {
        snapshots.add(compiled(number));
      }
    }
    for (long number : leaving.versions()) {
      Bundle bundle = versions.bundle(number).orElse(null);
      if (bundle != null && bundle.compile() instanceof Compilation.Compiled compiled) {
        snapshots.add(compiled.snapshot());
      }
    }
    return List.copyOf(snapshots);
  }

  private Snapshot compiled(long number) {
    Compilation compilation =
        versions
            .bundle(number)
            .orElseThrow(
                () -> new EngineException.Corrupt("version " + number + " has no content", null))
            .compile();
    if (compilation instanceof Compilation.Compiled compiled) {
      return compiled.snapshot();
    }
    // Who asks is not known then, and nothing may be passed over as if nobody did.
    throw new EngineException.Unsupported(
        "version " + number + " of the configuration is of another program");
  }
}
