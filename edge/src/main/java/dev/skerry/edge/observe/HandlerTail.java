package dev.skerry.edge.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The last lines of a node's handlers, each handler's numbered, for those who follow them. Bounded,
 * for each handler and for all: the oldest of who has most give way to new ones, and are counted by
 * whoever comes too late for them. Numbers of one process are higher than those of the processes
 * before, so whoever followed one of those is told that there was another.
 *
 * <p>Safe for any thread; never blocks for long.
 */
public final class HandlerTail {
  static final int MOST_LINES = 2_000;
  static final int MOST_CHARS = 2 << 20;

  /** And of one handler. */
  static final int MOST_OF_ONE = 1_000;

  private static final int MOST_CHARS_OF_ONE = 1 << 20;

  /** Who asks beyond that takes the place of the one that has waited longest. */
  static final int MOST_WAITING = 64;

  /** In one answer; those who want more ask again. */
  static final int MOST_IN_ANSWER = 200;

  /** And so many characters, but for the last line: many edges answer at once. */
  static final int MOST_CHARS_IN_ANSWER = 64 * 1024;

  private final LongSupplier clock;

  // guarded by this

  /**
   * The number before the first of each handler that comes now: higher than those that a process
   * before gave, or this one to a handler that it has forgotten.
   */
  private long begun;

  private final Map<String, KeptLines> kept = new HashMap<>();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private int lines;
  private long chars;

  /**
   * A question.
   *
   * @param handler its id
   * @param after the number of the last line that is known; negative for none: then the answer
   *     comes at once, with what is kept and not older than {@code ageMillis}
   * @param ageMillis negative for no such lines
   * @param forMillis how long somebody waits for a line that is not there yet
   */
  public record Asked(String handler, long after, long ageMillis, long forMillis) {}

  private record Waiting(Asked asked, long untilMillis, Consumer<HandlerLines> answer) {}

  /**
   * An empty one.
   *
   * @param clock milliseconds since the epoch
   */
  public HandlerTail(LongSupplier clock) {
    this.clock = clock;
    this.begun = clock.getAsLong() * KeptLines.NUMBERS_A_MILLI;
  }

  /** Takes a line, and answers those who wait for it, on this thread. */
  public void add(String handler, HandlerLine line) {
    List<Runnable> answers = new ArrayList<>(0);
    synchronized (this) {
      keep(handler, line);
      long now = clock.getAsLong();
      for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
        Waiting one = each.next();
        if (one.untilMillis() < now) {
          each.remove();
        } else if (one.asked().handler().equals(handler)) {
          each.remove();
          HandlerLines found = found(one.asked());
          answers.add(() -> one.answer().accept(found));
        }
      }
    }
    answers.forEach(Runnable::run);
  }

  /**
   * Answers at once, on this thread, or when the next line comes, on the thread that brings it; not
   * at all if none comes in time.
   *
   * @param answer must not block, nor throw
   */
  public void ask(Asked asked, Consumer<HandlerLines> answer) {
    HandlerLines found;
    synchronized (this) {
      found = found(asked);
      if (asked.after() >= 0 && found.lines().isEmpty() && found.dropped() == 0) {
        if (waiting.size() >= MOST_WAITING) {
          waiting.removeFirst();
        }
        waiting.addLast(new Waiting(asked, clock.getAsLong() + asked.forMillis(), answer));
        return;
      }
    }
    answer.accept(found);
  }

  /**
   * Forgets all handlers but these, so that what is kept does not grow with what there ever was.
   * Whoever follows one that was forgotten, and comes back, is told so.
   */
  public synchronized void keepOnly(Set<String> handlers) {
    long now = clock.getAsLong() * KeptLines.NUMBERS_A_MILLI;
    for (Iterator<Map.Entry<String, KeptLines>> each = kept.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<String, KeptLines> one = each.next();
      if (!handlers.contains(one.getKey())) {
        KeptLines gone = one.getValue();
        lines -= gone.size();
        chars -= gone.chars();
        begun = Math.max(begun, Math.max(now, gone.last()));
        each.remove();
      }
    }
    handlers.forEach(this::of); // each counts from now on, whoever else is forgotten later
  }

  /**
   * Why a call failed.
   *
   * @param handler whose call it was
   */
  public record Failed(String handler, HandlerLine line) {}

  /** How the newest call of an exchange failed whose line is kept; null for none. */
  public synchronized @Nullable Failed failed(String requestId) {
    Failed newest = null;
    for (var each : kept.entrySet()) {
      HandlerLine line = each.getValue().failure(requestId);
      if (line != null && (newest == null || line.atMillis() >= newest.line().atMillis())) {
        newest = new Failed(each.getKey(), line);
      }
    }
    return newest;
  }

  private void keep(String handler, HandlerLine line) {
    KeptLines own = of(handler);
    add(own, line);
    while (own.size() > MOST_OF_ONE || (own.chars() > MOST_CHARS_OF_ONE && own.size() > 1)) {
      removeOldest(own);
    }
    while (lines > MOST_LINES) {
      removeOldest(largest(KeptLines::size));
    }
    while (chars > MOST_CHARS && lines > 1) {
      removeOldest(largest(KeptLines::chars));
    }
  }

  private void add(KeptLines own, HandlerLine line) {
    long before = own.chars();
    own.add(line);
    lines++;
    chars += own.chars() - before;
  }

  private void removeOldest(KeptLines of) {
    lines--;
    chars -= of.removeOldest();
  }

  /**
   * Who has most gives way first, so that nobody pushes out the lines of those who write little.
   */
  private KeptLines largest(ToLongFunction<KeptLines> by) {
    return Collections.max(kept.values(), Comparator.comparingLong(by));
  }

  /** How many handlers there are lines of, or might be. */
  synchronized int handlers() {
    return kept.size();
  }

  private KeptLines of(String handler) {
    return kept.computeIfAbsent(handler, _ -> new KeptLines(begun));
  }

  private HandlerLines found(Asked asked) {
    long notBefore =
        asked.after() >= 0
            ? Long.MIN_VALUE
            : asked.ageMillis() < 0 ? Long.MAX_VALUE : clock.getAsLong() - asked.ageMillis();
    KeptLines own = kept.get(asked.handler());
    return (own == null ? new KeptLines(begun) : own).after(asked.after(), notBefore);
  }
}
