package dev.skerry.control.changes;

import dev.skerry.control.purges.PurgeDraft;
import dev.skerry.edge.purge.Selector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What some changes purge, by site, each target once. Where more than {@value #SITES_APART} sites
 * ask for the same, it is purged at all sites: one purge in place of very many. Not for several
 * threads.
 */
final class Targets {
  static final int SITES_APART = 50;

  /** Targets of one purge: as many as a caller of the admin API can name. */
  static final int IN_ONE = 1_000;

  /** Who orders these purges, as the log tells it. */
  static final String BY = "changes";

  private static final String ALL = "";

  private final Map<String, Set<Selector>> bySite = new LinkedHashMap<>();

  /** Adds a target for sites. */
  void add(Collection<String> sites, Selector selector) {
    if (sites.size() > SITES_APART) {
      add(ALL, selector);
    } else {
      sites.stream().sorted().forEach(site -> add(site, selector));
    }
  }

  /** Adds all there is of sites, which says more than all else does. */
  void addAll(Collection<String> sites) {
    add(sites, new Selector.Everything());
  }

  private void add(String site, Selector selector) {
    bySite.computeIfAbsent(site, _ -> new LinkedHashSet<>()).add(selector);
  }

  boolean isEmpty() {
    return bySite.isEmpty();
  }

  /** The purges that these are, as few as can be. */
  List<PurgeDraft> drafts() {
    List<PurgeDraft> drafts = new ArrayList<>();
    bySite.forEach(
        (name, targets) -> {
          @Nullable String site = name.equals(ALL) ? null : name;
          List<Selector> selectors = List.copyOf(targets);
          Selector whole = new Selector.Everything();
          if (targets.stream().anyMatch(target -> Objects.equals(target, whole))) {
            selectors = List.of(whole);
          }
          for (int from = 0; from < selectors.size(); from += IN_ONE) {
            int to = Math.min(selectors.size(), from + IN_ONE);
            drafts.add(new PurgeDraft(site, selectors.subList(from, to), false, BY));
          }
        });
    return drafts;
  }
}
