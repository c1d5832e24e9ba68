package dev.skerry.edge.purge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Says what a {@link PurgeTable} should say, by keeping every purge forever and trying each. */
final class PurgeTwin {
  private final List<Purge> purges = new ArrayList<>();

  void add(Purge purge) {
    purges.add(purge);
  }

  /**
   * The state of a stored response whose fetch began when {@code fetchedAt} was the newest number.
   */
  PurgeState check(StoredExample stored, long fetchedAt) {
    PurgeState found = PurgeState.NONE;
    for (Purge purge : purges) {
      if (purge.sequence() > fetchedAt && concerns(purge, stored)) {
        found = found.or(purge.soft() ? PurgeState.SOFT : PurgeState.HARD);
      }
    }
    return found;
  }

  /** Whether a purge is about a stored response, whenever that was fetched. */
  static boolean concerns(Purge purge, StoredExample stored) {
    return (purge.site() == null || purge.site().equals(stored.site()))
        && purge.selectors().stream().anyMatch(one -> selects(one, stored, purge.atMillis()));
  }

  private static boolean selects(Selector selector, StoredExample stored, long atMillis) {
    return switch (selector) {
      case Selector.Everything() -> true;
      case Selector.Host(String host) -> stored.url().startsWith(host + "/");
      case Selector.Url(String url) -> stored.url().equals(url);
      case Selector.Tag(String tag) -> Set.copyOf(stored.tags()).contains(tag);
      case Selector.Prefix(String prefix) -> stored.url().startsWith(prefix);
      case Selector.Matching(Expression expression) -> expression.matches(stored, atMillis);
    };
  }
}
