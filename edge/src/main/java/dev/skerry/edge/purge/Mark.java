package dev.skerry.edge.purge;

import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The newest purges, hard and soft, of one selector in one scope. */
final class Mark {
  /** What a mark is about. */
  enum Kind {
    EVERYTHING,
    HOST,
    URL,
    TAG,
    PREFIX,
    EXPRESSION
  }

  /** From the mark whose newest purge is oldest; changes when a mark is raised. */
  static final Comparator<Mark> BY_AGE =
      Comparator.comparingLong(Mark::newest).thenComparingLong(mark -> mark.id);

  private static final AtomicLong IDS = new AtomicLong();

  final Scope scope;
  final Kind kind;

  /** The host, URL, tag or prefix, or what tells an expression from others. */
  final String key;

  /** For expressions only. */
  final @Nullable Expression expression;

  /** When the purge was ordered; for expressions, whose ages are those of then. */
  final long atMillis;

  private final long id = IDS.getAndIncrement();
  private volatile long hard;
  private volatile long soft;

  Mark(Scope scope, Kind kind, String key, @Nullable Expression expression, long atMillis) {
    this.scope = scope;
    this.kind = kind;
    this.key = key;
    this.expression = expression;
    this.atMillis = atMillis;
  }

  Mark(Scope scope, Kind kind, String key) {
    this(scope, kind, key, null, 0);
  }

  long hard() {
    return hard;
  }

  long soft() {
    return soft;
  }

  /** The number of the newest purge, 0 if there was none. */
  long newest() {
    return Math.max(hard, soft);
  }

  /** What it says of a stored response that it selects, compared up to {@code since}. */
  PurgeState since(long since) {
    return hard > since ? PurgeState.HARD : soft > since ? PurgeState.SOFT : PurgeState.NONE;
  }

  /** The selector of the purges that it stands for. */
  Selector selector() {
    return switch (kind) {
      case EVERYTHING -> new Selector.Everything();
      case HOST -> new Selector.Host(key);
      case URL -> new Selector.Url(key);
      case TAG -> new Selector.Tag(key);
      case PREFIX -> new Selector.Prefix(key);
      case EXPRESSION -> new Selector.Matching(Objects.requireNonNull(expression));
    };
  }

  /** Whether its expression holds for a stored response. */
  boolean selects(Purgeable stored) {
    return expression == null || expression.matches(stored, atMillis);
  }

  /** Takes over newer purges. Only under the table's lock, and while in no ordered set. */
  void raise(long newHard, long newSoft) {
    hard = Math.max(hard, newHard);
    soft = Math.max(soft, newSoft);
  }
}
