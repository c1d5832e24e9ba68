package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Stamp;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of one store that somebody holds. Any thread.
 *
 * <p>The newest is kept for those who come until there is another commit; then only its holders
 * keep it. So an idle engine holds one, and a busy one as many as commits happen during its longest
 * transactions.
 */
final class Views {
  private final Store store;
  private final LongSupplier ticker;

  /** In the order of their stamps. */
  private final Set<View> live = new LinkedHashSet<>();

  private boolean closed;
  private volatile Stamp newest;
  private volatile @Nullable View current;

  Views(Store store, Stamp newest, LongSupplier ticker) {
    this.store = store;
    this.newest = newest;
    this.ticker = ticker;
  }

  /** The newest commit that everybody sees. */
  Stamp newest() {
    return newest;
  }

  /** A view of at least all that is committed, to be {@linkplain #release released}. */
  View take() {
    View known = current;
    if (known != null && !known.isStale() && known.hold()) {
      return known;
    }
    return takeNew(known);
  }

  private View takeNew(@Nullable View known) {
    View stale;
    View made;
    synchronized (this) {
      stale = current;
      if (stale != null && stale != known && stale.hold()) {
        return stale;
      }
      if (closed) {
        throw new EngineException.Unavailable("the engine is closed");
      }
      store.enter();
      made = new View(store, newest, ticker);
      live.add(made);
      made.hold();
      current = made;
    }
    if (stale != null) {
      release(stale);
    }
    return made;
  }

  void release(View view) {
    if (view.release()) {
      synchronized (this) {
        live.remove(view);
      }
      view.close();
    }
  }

  /** Says that all commits up to one are there to be seen. For the committer. */
  void advance(Stamp stamp) {
    synchronized (this) {
      newest = stamp;
    }
    refresh();
  }

  /** Lets nobody share the newest view any more, for what the engine itself keeps has changed. */
  void refresh() {
    View stale;
    synchronized (this) {
      stale = current;
      current = null;
    }
    if (stale != null) {
      release(stale);
    }
  }

  /** The stamp at or below which nobody's view is. */
  synchronized Stamp oldest() {
    return live.isEmpty() ? newest : live.iterator().next().stamp();
  }

  /** How many there are. */
  synchronized int count() {
    return live.size();
  }

  /** Ends the views that are past their age. */
  void expire() {
    end(false);
  }

  /** Ends every view. */
  void close() {
    end(true);
  }

  private void end(boolean all) {
    ArrayList<View> ended = new ArrayList<>();
    synchronized (this) {
      closed |= all;
      View now = current;
      if (now != null && (all || now.isOver())) {
        current = null;
        now.release();
      }
      live.removeIf(
          view -> {
            boolean over = all || view.isOver();
            if (over) {
              ended.add(view);
            }
            return over;
          });
    }
    ended.forEach(View::close);
  }
}
