package dev.skerry.control.changes;

import dev.skerry.control.changes.AskedRows.Asked;
import dev.skerry.control.purges.PurgeDraft;
import dev.skerry.origin.engine.Transaction;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What sites begin to ask for. What changed of it before was purged nowhere, and an edge may have
 * stored it when the site asked for it earlier: so it is purged once.
 */
final class NewlyAsked {
  /** A site that begins to ask for more than so many at once is purged as a whole. */
  private static final int APART = 20;

  private NewlyAsked() {}

  /** Notes what is asked for now, and returns the purges of what was not before. */
  static List<PurgeDraft> drafts(
      Transaction transaction, ChangeSource source, List<Subscription> asking) {
    Set<Asked> now = new LinkedHashSet<>();
    for (Subscription each : asking) {
      source.prefixes(each).forEach(prefix -> now.add(new Asked(each.site(), prefix)));
    }
    Set<Asked> before = AskedRows.get(transaction, source.name());
    Set<Asked> begun = new LinkedHashSet<>(now);
    begun.removeAll(before);
    begun.forEach(each -> AskedRows.put(transaction, source.name(), each));
    before.stream()
        .filter(each -> !now.contains(each))
        .forEach(each -> AskedRows.delete(transaction, source.name(), each));
    return targets(source, begun).drafts();
  }

  private static Targets targets(ChangeSource source, Set<Asked> begun) {
    Map<String, Set<String>> bySite = new LinkedHashMap<>();
    begun.forEach(
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
    byPrefix.forEach((prefix, sites) -> targets.add(sites, source.begun(prefix)));
    return targets;
  }
}
