package dev.skerry.control.sites;

import dev.skerry.control.fleet.DirectiveSource;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation;
import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.Hello;
import dev.skerry.origin.engine.EngineException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which version each edge is to have, and its content, at hand for those who tell edges. As the
 * engine had it when {@link #refresh} was called last.
 */
final class WantedVersions implements DirectiveSource {
  private final Versions versions;
  private final String controlPlane;

  /** Of a version, and by what it is told from others. */
  private record Content(Bundle bundle, String sha256) {}

  private volatile Wanted wanted = new Wanted(Standing.NONE, null, Map.of(), null);

  /** What is wanted, with the content of the two versions that are at most. */
  private record Wanted(
      Standing standing,
      @Nullable Rollout rollout,
      Map<Long, Content> bundles,
      @Nullable Set<String> siteNames) {
    long of(String edge) {
      return rollout != null && rollout.canaries().contains(edge)
          ? rollout.version()
          : standing.current();
    }
  }

  /**
   * Makes it, for what the engine has now.
   *
   * @param controlPlane names the state that the versions are part of
   */
  WantedVersions(Versions versions, String controlPlane) {
    this.versions = versions;
    this.controlPlane = controlPlane;
    boolean _ = refresh();
  }

  /** Which versions count. */
  Standing standing() {
    return wanted.standing;
  }

  /** The names of the sites that some edge is to have; null where they are not known. */
  @Nullable Set<String> siteNames() {
    return wanted.siteNames;
  }

  /** The rollout that is under way; null for none. */
  @Nullable Rollout rollout() {
    return wanted.rollout;
  }

  /** The version that an edge is to have, 0 for none. */
  long of(String edge) {
    return wanted.of(edge);
  }

  /**
   * Takes over what the engine has now.
   *
   * @return whether that is something else
   */
  synchronized boolean refresh() {
    Standing standing = versions.standing();
    if (standing.equals(wanted.standing)) {
      return false;
    }
    Rollout rollout =
        standing.rollout() == 0 ? null : versions.rollout(standing.rollout()).orElseThrow();
    Map<Long, Content> bundles = new HashMap<>();
    for (long number : new long[] {standing.current(), standing.rollout()}) {
      if (number != 0) {
        Content known = wanted.bundles.get(number);
        bundles.put(number, known != null ? known : content(number));
      }
    }
    wanted = new Wanted(standing, rollout, Map.copyOf(bundles), names(bundles));
    return true;
  }

  private static @Nullable Set<String> names(Map<Long, Content> bundles) {
    Set<String> names = new HashSet<>();
    for (Content content : bundles.values()) {
      if (content.bundle().compile() instanceof Compilation.Compiled compiled) {
        compiled.snapshot().sites().forEach(site -> names.add(site.name()));
      } else {
        return null; // it was accepted by a program of another version
      }
    }
    return bundles.isEmpty() ? null : Set.copyOf(names);
  }

  private Content content(long number) {
    Bundle bundle =
        versions
            .bundle(number)
            .orElseThrow(
                () -> new EngineException.Corrupt("version " + number + " has no content", null));
    return new Content(bundle, bundle.sha256());
  }

  /**
   * Says version 0 where what the edge has by that number is not what it means here: versions that
   * were put back to an older state give their numbers again.
   */
  @Override
  public Hello meant(Hello said) {
    return said.version() == 0 || isOurs(said) ? said : said.withVersion(0, "");
  }

  private boolean isOurs(Hello said) {
    if (!said.controlPlane().equals(controlPlane)) {
      return false;
    }
    Content wantedNow = wanted.bundles.get(said.version());
    return wantedNow != null
        ? wantedNow.sha256().equals(said.content())
        : versions
            .bundle(said.version())
            .filter(bundle -> bundle.sha256().equals(said.content()))
            .isPresent();
  }

  @Override
  public Following begin(String edge, Hello hello) {
    return new Cursor(edge, meant(hello).version());
  }

  /** Which version one edge was told last. */
  private final class Cursor implements Following {
    private final String edge;
    private long told;

    Cursor(String edge, long told) {
      this.edge = edge;
      this.told = told;
    }

    @Override
    public @Nullable Directive next() {
      Wanted now = wanted;
      long version = now.of(edge);
      Content content = now.bundles.get(version);
      if (version == told || content == null) {
        return null;
      }
      told = version;
      return new Directive.Configure(version, content.bundle());
    }
  }
}
