package dev.skerry.edge.purge;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The marks of one kind in one scope that are found by an exact key. Read by any thread. */
final class KeyMarks {
  private final ConcurrentHashMap<String, Mark> marks = new ConcurrentHashMap<>(4);

  /** Not below the number of any purge in here; never falls. */
  private volatile long newest;

  long newest() {
    return newest;
  }

  PurgeState since(String key, long since) {
    Mark mark = marks.get(key);
    return mark == null ? PurgeState.NONE : mark.since(since);
  }

  @Nullable Mark get(String key) {
    return marks.get(key);
  }

  /** Makes visible a mark that was just raised. */
  void put(Mark mark) {
    marks.putIfAbsent(mark.key, mark);
    newest = Math.max(newest, mark.newest());
  }

  void remove(Mark mark) {
    marks.remove(mark.key, mark);
  }
}
