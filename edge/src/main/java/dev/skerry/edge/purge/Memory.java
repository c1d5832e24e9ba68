package dev.skerry.edge.purge;

import dev.skerry.edge.purge.Mark.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The bounded memory behind a {@link PurgeTable}: which marks there are, in the order of their age,
 * and what becomes of the oldest when there are too many or when nothing needs them any more.
 *
 * <p>Guarded by the table's lock throughout.
 */
final class Memory {
  /** Marks forgotten in one go, while the lock is held. */
  private static final int STEP = 500;

  /** Characters of keys that there is room for, for each mark: most are far shorter. */
  private static final int KEY_CHARS = 256;

  /** The same for expressions: the longest there are. */
  private static final int EXPRESSION_CHARS = 4096;

  /** What a mark costs without the characters of its key: itself, its places in set and map. */
  private static final int MARK_BYTES = 240;

  /** An expression's tree is larger than its text. */
  private static final int TREE_SHARE = 8;

  private final Scope allSites;
  private final ConcurrentHashMap<String, Scope> sites;
  private final EnumMap<Kind, Shelf> shelves = new EnumMap<>(Kind.class);
  private final Shelf exact;
  private final Shelf prefixes;
  private final Shelf expressions;
  private final Shelf wholeSites;
  private long forgotten;
  private long folded;

  Memory(PurgeLimits limits, Scope allSites, ConcurrentHashMap<String, Scope> sites) {
    this.allSites = allSites;
    this.sites = sites;
    exact = new Shelf(limits.exact(), KEY_CHARS);
    prefixes = new Shelf(limits.prefixes(), KEY_CHARS);
    expressions = new Shelf(limits.expressions(), EXPRESSION_CHARS);
    wholeSites = new Shelf(limits.sites(), KEY_CHARS);
    shelves.put(Kind.HOST, exact);
    shelves.put(Kind.URL, exact);
    shelves.put(Kind.TAG, exact);
    shelves.put(Kind.PREFIX, prefixes);
    shelves.put(Kind.EXPRESSION, expressions);
    shelves.put(Kind.EVERYTHING, wholeSites);
  }

  /** Puts a purge where look-ups find it. */
  void remember(Purge purge) {
    long hard = purge.soft() ? 0 : purge.sequence();
    long soft = purge.soft() ? purge.sequence() : 0;
    for (Selector selector : purge.selectors()) {
      raise(scope(purge.site()).markOf(selector, purge), hard, soft);
    }
  }

  private Scope scope(@Nullable String site) {
    return site == null ? allSites : sites.computeIfAbsent(site, Scope::new);
  }

  private void raise(Mark mark, long hard, long soft) {
    if (mark == allSites.everything) {
      mark.raise(hard, soft);
      return;
    }
    Shelf shelf = shelf(mark);
    shelf.take(mark);
    mark.raise(hard, soft);
    mark.scope.publish(mark);
    shelf.put(mark);
    while (shelf.isOverfull()) {
      fold(shelf.oldest());
    }
  }

  /** Makes of the purge of a part one of the whole, and drops it then. */
  private void fold(Mark mark) {
    Mark whole = mark.kind == Kind.EVERYTHING ? allSites.everything : mark.scope.everything;
    raise(whole, mark.hard(), mark.soft());
    drop(mark);
    folded++;
  }

  private void drop(Mark mark) {
    shelf(mark).take(mark);
    mark.scope.remove(mark);
    String site = mark.scope.site;
    if (site != null && mark.scope.remembered == 0) {
      sites.remove(site);
    }
  }

  private Shelf shelf(Mark mark) {
    Shelf shelf = shelves.get(mark.kind);
    if (shelf == null) {
      throw new IllegalStateException("no shelf for " + mark.kind);
    }
    return shelf;
  }

  /**
   * All that is remembered, as purges with which another memory would remember the same; from the
   * oldest to the newest of each kind.
   */
  List<Purge> purges() {
    List<Purge> all = new ArrayList<>();
    addPurges(allSites.everything, all);
    for (Shelf shelf : new Shelf[] {wholeSites, expressions, prefixes, exact}) {
      for (Mark mark : shelf.marks) {
        addPurges(mark, all);
      }
    }
    return all;
  }

  private static void addPurges(Mark mark, List<Purge> to) {
    List<Selector> selectors = List.of(mark.selector());
    if (mark.hard() > 0) {
      to.add(new Purge(mark.hard(), mark.atMillis, mark.scope.site, selectors, false));
    }
    if (mark.soft() > 0) {
      to.add(new Purge(mark.soft(), mark.atMillis, mark.scope.site, selectors, true));
    }
  }

  /** From now on purges up to a number may be forgotten. */
  void forgetUpTo(long sequence) {
    forgotten = Math.max(forgotten, sequence);
  }

  /** Forgets a few of the purges that may be; false if none is left. */
  boolean forgetSome() {
    int left = STEP;
    for (Shelf shelf : new Shelf[] {exact, prefixes, expressions, wholeSites}) {
      while (!shelf.isEmpty() && shelf.oldest().newest() <= forgotten) {
        if (left-- == 0) {
          return true;
        }
        drop(shelf.oldest());
      }
    }
    return false;
  }

  boolean isFillingUp() {
    return exact.isHalfFull()
        || wholeSites.isHalfFull()
        || !prefixes.isEmpty()
        || !expressions.isEmpty();
  }

  PurgeCounts counts(long latest, int epochs, long tickets) {
    return new PurgeCounts(
        latest,
        forgotten,
        exact.size(),
        prefixes.size(),
        expressions.size(),
        wholeSites.size(),
        epochs,
        tickets,
        folded);
  }

  /** Purges that were folded at a limit, since the start. */
  long folded() {
    return folded;
  }

  /** What it takes, with the maps of the scopes, in bytes, about. */
  long bytes() {
    return exact.bytes() + prefixes.bytes() + TREE_SHARE * expressions.bytes() + wholeSites.bytes();
  }

  /** A set of marks from the oldest to the newest, bounded in their number and length. */
  private static final class Shelf {
    private final int max;
    private final long maxChars;
    private final TreeSet<Mark> marks = new TreeSet<>(Mark.BY_AGE);
    private long chars;

    Shelf(int max, int charsEach) {
      this.max = max;
      this.maxChars = (long) max * charsEach;
    }

    /** Takes a mark out, if it is in here; before its number changes. */
    void take(Mark mark) {
      if (marks.remove(mark)) {
        mark.scope.remembered--;
        chars -= mark.key.length();
      }
    }

    void put(Mark mark) {
      if (marks.add(mark)) {
        mark.scope.remembered++;
        chars += mark.key.length();
      }
    }

    long bytes() {
      return (long) marks.size() * MARK_BYTES + chars;
    }

    Mark oldest() {
      return marks.first();
    }

    int size() {
      return marks.size();
    }

    boolean isEmpty() {
      return marks.isEmpty();
    }

    boolean isOverfull() {
      return marks.size() > max || (chars > maxChars && marks.size() > 1);
    }

    boolean isHalfFull() {
      return marks.size() > max / 2 || chars > maxChars / 2;
    }
  }
}
