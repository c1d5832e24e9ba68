package dev.skerry.edge.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The last lines of a node's handlers, each handler's numbered from 1, for those who follow them.
 * Bounded: the oldest give way to new ones, and are counted by whoever comes too late for them.
 *
 * <p>Safe for any thread; never blocks for long.
 */
public final class HandlerTail {
  static final int MOST_LINES = 2_000;
  static final int MOST_CHARS = 2 << 20;

  /** Who asks beyond that takes the place of the one that has waited longest. */
  static final int MOST_WAITING = 64;

  /** In one answer; those who want more ask again. */
  static final int MOST_IN_ANSWER = 200;

  /** And so many characters, but for the last line: many edges answer at once. */
  private static final int MOST_CHARS_IN_ANSWER = 64 * 1024;

  private final LongSupplier clock;

  // guarded by this

  private final ArrayDeque<Numbered> kept = new ArrayDeque<>();
  private final Map<String, Long> last = new HashMap<>();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
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

  private record Numbered(String handler, long number, HandlerLine line) {
    int chars() {
      return line.text().length() + line.place().length() + line.requestId().length();
    }
  }

  private record Waiting(Asked asked, long untilMillis, Consumer<HandlerLines> answer) {}

  /**
   * An empty one.
   *
   * @param clock milliseconds since the epoch
   */
  public HandlerTail(LongSupplier clock) {
    this.clock = clock;
  }

  /** Takes a line, and answers those who wait for it, on this thread. */
  public void add(String handler, HandlerLine line) {
    List<Runnable> answers = new ArrayList<>(0);
    synchronized (this) {
      Numbered next = new Numbered(handler, last.merge(handler, 1L, Long::sum), line);
      kept.addLast(next);
      chars += next.chars();
      while (kept.size() > MOST_LINES || (chars > MOST_CHARS && kept.size() > 1)) {
        chars -= kept.removeFirst().chars();
      }
      long now = clock.getAsLong();
      for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
        Waiting one = each.next();
        if (one.untilMillis() < now) {
          each.remove();
        } else if (one.asked().handler().equals(handler)) {
          each.remove();
          HandlerLines lines = lines(one.asked());
          answers.add(() -> one.answer().accept(lines));
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
    HandlerLines lines;
    synchronized (this) {
      lines = lines(asked);
      if (asked.after() >= 0 && lines.lines().isEmpty() && lines.dropped() == 0) {
        if (waiting.size() >= MOST_WAITING) {
          waiting.removeFirst();
        }
        waiting.addLast(new Waiting(asked, clock.getAsLong() + asked.forMillis(), answer));
        return;
      }
    }
    answer.accept(lines);
  }

  private HandlerLines lines(Asked asked) {
    long newest = last.getOrDefault(asked.handler(), 0L);
    // Numbers begin anew with the process: whoever knows later ones knows none of these.
    long after = asked.after() > newest ? 0 : asked.after();
    List<HandlerLine> found = new ArrayList<>();
    long next = newest;
    long dropped = 0;
    int told = 0;
    for (Numbered each : kept) {
      if (each.handler().equals(asked.handler())
          && each.number() > after
          && (after >= 0 || isYoung(each.line(), asked.ageMillis()))) {
        if (found.isEmpty() && after >= 0) {
          dropped = each.number() - 1 - after;
        }
        found.add(each.line());
        next = each.number();
        told += each.line().text().length();
        if (found.size() == MOST_IN_ANSWER || told > MOST_CHARS_IN_ANSWER) {
          return new HandlerLines(found, next, dropped);
        }
      }
    }
    return found.isEmpty()
        ? new HandlerLines(found, newest, after < 0 ? 0 : newest - after)
        : new HandlerLines(found, next, dropped);
  }

  private boolean isYoung(HandlerLine line, long ageMillis) {
    return ageMillis >= 0 && clock.getAsLong() - line.atMillis() <= ageMillis;
  }
}
