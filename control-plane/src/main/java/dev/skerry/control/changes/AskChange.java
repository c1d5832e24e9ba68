package dev.skerry.control.changes;

import dev.skerry.control.changes.AskedRows.Asked;
import dev.skerry.control.purges.PurgeDraft;
import dev.skerry.edge.purge.Selector;
import dev.skerry.origin.engine.Transaction;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What sites begin and cease to ask for. What changed of it before was purged nowhere, and an edge
 * may have stored it when the site asked for it earlier; what changes from now on is purged
 * nowhere, and an edge may have it stored. So it is purged once, both times.
 */
record AskChange(ChangeSource source, Set<Asked> begun, Set<Asked> ended) {
  /** A site that begins or ceases to ask for more than so many at once is purged as a whole. */
  private static final int APART = 20;

  /** Notes what is asked for now, and returns in what that differs from what was noted. */
  static AskChange note(Transaction transaction, ChangeSource source, List<Subscription> asking) {
    Set<Asked> now = new LinkedHashSet<>();
    for (Subscription each : asking) {
      source.prefixes(each).forEach(prefix -> now.add(new Asked(each.site(), prefix)));
    }
    Set<Asked> ended = AskedRows.get(transaction, source.name());
    Set<Asked> begun = new LinkedHashSet<>(now);
    begun.removeAll(ended);
    ended.removeAll(now);
    begun.forEach(each -> AskedRows.put(transaction, source.name(), each));
    ended.forEach(each -> AskedRows.delete(transaction, source.name(), each));
    return new AskChange(source, begun, ended);
  }

  /** The purges of all of it. */
  List<PurgeDraft> drafts() {
    return Stream.concat(drafts(begun, source::begun).stream(), endedDrafts().stream()).toList();
  }

  /** The purges of what is not asked for any more. */
  List<PurgeDraft> endedDrafts() {
    return drafts(ended, TagSelectors::startingWith);
  }

  private static List<PurgeDraft> drafts(Set<Asked> of, Function<String, Selector> selector) {
    Map<String, Set<String>> bySite = new LinkedHashMap<>();
    of.forEach(
        each -> bySite.computeIfAbsent(each.site(), _ -> new LinkedHashSet<>()).add(each.prefix()));
    Targets targets = new Targets();
    Map<String, Set<String>> byPrefix = new LinkedHashMap<>();
    bySite.forEach(
        (site, prefixes) -> {
          if (prefixes.size() > APART) {
            targets.addAll(List.of(site));
          } else {
            prefixes.forEach(
                prefix -> byPrefix.computeIfAbsent(prefix, _ -> new LinkedHashSet<>()).add(site));
          }
        });
    byPrefix.forEach((prefix, sites) -> targets.add(sites, selector.apply(prefix)));
    return targets.drafts();
  }
}
