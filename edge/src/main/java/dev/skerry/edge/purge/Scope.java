package dev.skerry.edge.purge;

import dev.skerry.edge.purge.Mark.Kind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the purges that are limited to one site, or of those that are not limited.
 *
 * <p>Read by any thread, changed only under the table's lock. {@link #everything} is read last:
 * when a mark is folded, that one is raised before the other is taken away, so a reader who misses
 * the one sees the other.
 */
final class Scope {
  private static final Mark[] NO_MARKS = new Mark[0];

  /** The site, or null for the scope of all sites. */
  final @Nullable String site;

  /** The purges of all of it; also what others were folded into. */
  final Mark everything = new Mark(this, Kind.EVERYTHING, "");

  private final KeyMarks hosts = new KeyMarks();
  private final KeyMarks urls = new KeyMarks();
  private final KeyMarks tags = new KeyMarks();

  private volatile PrefixTree prefixes = PrefixTree.EMPTY;
  private volatile long newestPrefix;

  private volatile Mark[] expressions = NO_MARKS;
  private volatile long newestExpression;

  /** Marks of this scope in the table's ordered sets. */
  int remembered;

  Scope(@Nullable String site) {
    this.site = site;
  }

  /** What it says of a stored response compared up to {@code since}. */
  PurgeState since(Purgeable stored, long since) {
    PurgeState found = PurgeState.NONE;
    if (hosts.newest() > since) {
      found = hosts.since(stored.host(), since);
    }
    if (urls.newest() > since) {
      found = found.or(urls.since(stored.url(), since));
    }
    if (tags.newest() > since) {
      found = found.or(anyTag(stored.tags(), since));
    }
    if (newestPrefix > since) {
      found = found.or(prefixes.since(stored.url(), since));
    }
    if (newestExpression > since && found != PurgeState.HARD) {
      found = found.or(anyExpression(stored, since));
    }
    return found.or(everything.since(since));
  }

  private PurgeState anyTag(List<String> carried, long since) {
    PurgeState found = PurgeState.NONE;
    for (int i = 0; i < carried.size(); i++) {
      found = found.or(tags.since(carried.get(i), since));
    }
    return found;
  }

  private PurgeState anyExpression(Purgeable stored, long since) {
    PurgeState found = PurgeState.NONE;
    for (Mark mark : expressions) {
      PurgeState says = mark.since(since);
      if (says.compareTo(found) > 0 && mark.selects(stored)) {
        found = says;
      }
    }
    return found;
  }

  /** The mark of a selector, made new if there is none; not yet seen by readers then. */
  Mark markOf(Selector selector, Purge purge) {
    return switch (selector) {
      case Selector.Everything() -> everything;
      case Selector.Host(String host) -> orNew(hosts.get(host), Kind.HOST, host);
      case Selector.Url(String url) -> orNew(urls.get(url), Kind.URL, url);
      case Selector.Tag(String tag) -> orNew(tags.get(tag), Kind.TAG, tag);
      case Selector.Prefix(String prefix) -> orNew(prefixes.get(prefix), Kind.PREFIX, prefix);
      case Selector.Matching(Expression expression) -> markOf(expression, purge);
    };
  }

  private Mark orNew(@Nullable Mark mark, Kind kind, String key) {
    return mark != null ? mark : new Mark(this, kind, key);
  }

  /** Two purges by one expression are the same, unless it asks for the age at their moments. */
  private Mark markOf(Expression expression, Purge purge) {
    if (!expression.readsAge()) {
      for (Mark mark : expressions) {
        if (mark.key.equals(expression.text())) {
          return mark;
        }
      }
    }
    return new Mark(this, Kind.EXPRESSION, expression.text(), expression, purge.atMillis());
  }

  /** Makes a mark that was just raised visible to readers. */
  void publish(Mark mark) {
    switch (mark.kind) {
      case EVERYTHING -> {}
      case HOST -> hosts.put(mark);
      case URL -> urls.put(mark);
      case TAG -> tags.put(mark);
      case PREFIX -> {
        if (prefixes.get(mark.key) != mark) {
          prefixes = prefixes.with(mark);
        }
        newestPrefix = Math.max(newestPrefix, mark.newest());
      }
      case EXPRESSION -> {
        if (!Arrays.asList(expressions).contains(mark)) {
          Mark[] more = Arrays.copyOf(expressions, expressions.length + 1);
          more[expressions.length] = mark;
          expressions = more;
        }
        newestExpression = Math.max(newestExpression, mark.newest());
      }
    }
  }

  /** Takes a mark away from readers; that of everything stays. */
  void remove(Mark mark) {
    switch (mark.kind) {
      case EVERYTHING -> {}
      case HOST -> hosts.remove(mark);
      case URL -> urls.remove(mark);
      case TAG -> tags.remove(mark);
      case PREFIX -> prefixes = prefixes.without(mark.key);
      case EXPRESSION ->
          expressions =
              Arrays.stream(expressions).filter(other -> other != mark).toArray(Mark[]::new);
    }
  }
}
