package dev.skerry.control.sites;

import dev.skerry.edge.config.Site;
import dev.skerry.edge.config.document.Compilation;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Reads;
import java.util.ArrayList;
import java.util.List;

/**
 * The sites of the versions that edges are to have, for transactions that depend on them. What a
 * version says is compiled once for as long as it counts.
 */
final class VersionSites {
  private final Versions versions;
  private volatile Known known = new Known(Standing.NONE, List.of());

  private record Known(Standing standing, List<Site> sites) {}

  VersionSites(Versions versions) {
    this.versions = versions;
  }

  /** Those of the current version, then those of one that is being rolled out. */
  List<Site> in(Reads reads) {
    Standing standing = SiteRows.standing(reads);
    Known now = known;
    if (!now.standing.equals(standing)) {
      now = new Known(standing, compiled(standing));
      known = now;
    }
    return now.sites;
  }

  private List<Site> compiled(Standing standing) {
    List<Site> sites = new ArrayList<>();
    for (long number : new long[] {standing.current(), standing.rollout()}) {
      if (number != 0) {
        sites.addAll(compiled(number));
      }
    }
    return List.copyOf(sites);
  }

  private List<Site> compiled(long number) {
    Compilation compilation =
        versions
            .bundle(number)
            .orElseThrow(
                () -> new EngineException.Corrupt("version " + number + " has no content", null))
            .compile();
    if (compilation instanceof Compilation.Compiled compiled) {
      return compiled.snapshot().sites();
    }
    // Who asks is not known then, and nothing may be passed over as if nobody did.
    throw new EngineException.Unsupported(
        "version " + number + " of the configuration is of another program");
  }
}
