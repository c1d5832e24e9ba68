package dev.skerry.control.fleet;

import dev.skerry.edge.observe.HandlerLines;
import dev.skerry.edge.observe.HandlerTail;
import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.Hello;
import dev.skerry.edge.sync.Report;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks the connected edges for lines of a handler. Nothing is kept of them here: who follows a
 * handler says what it has got by now, edge by edge.
 */
public final class Tails implements DirectiveSource, ReportListener {
  /** Questions at once. */
  private static final int MOST = 32;

  /** When one edge has lines, the others have so long for theirs. */
  private static final Duration GATHERING = Duration.ofMillis(50);

  private final Fleet fleet;
  private final AtomicLong last = new AtomicLong();
  private final NavigableMap<Long, Question> open = new ConcurrentSkipListMap<>();

  /** Of a fleet. */
  public Tails(Fleet fleet) {
    this.fleet = fleet;
  }

  /** A question, and what was answered so far. */
  private static final class Question {
    final long number;
    final HandlerTail.Asked asked;

    /** The number of the last line that is known of each edge; negative for none. */
    final Map<String, Long> after;

    // guarded by this
    private final Map<String, HandlerLines> answers = new TreeMap<>();
    private boolean any;

    Question(long number, HandlerTail.Asked asked, Map<String, Long> after) {
      this.number = number;
      this.asked = asked;
      this.after = after;
    }

    synchronized void answered(String edge, HandlerLines lines) {
      if (after.containsKey(edge) && answers.putIfAbsent(edge, lines) == null) {
        any |= !lines.lines().isEmpty() || lines.dropped() > 0;
        notifyAll();
      }
    }

    /** Waits until all have answered, or some had lines and the others had time, or it is over. */
    synchronized Map<String, HandlerLines> await(Duration atMost) throws InterruptedException {
      long end = System.nanoTime() + atMost.toNanos();
      boolean gathers = false;
      for (long left = end - System.nanoTime();
          left > 0 && answers.size() < after.size();
          left = end - System.nanoTime()) {
        if (any && !gathers) {
          gathers = true;
          end = Math.min(end, System.nanoTime() + GATHERING.toNanos());
        }
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, end - System.nanoTime()));
      }
      return new TreeMap<>(answers);
    }

    Directive directive(String edge) {
      return new Directive.Tail(
          number,
          new HandlerTail.Asked(
              asked.handler(),
              after.getOrDefault(edge, -1L),
              asked.ageMillis(),
              asked.forMillis()));
    }
  }

  /**
   * Asks all edges that are connected to this process, and waits for lines.
   *
   * @param known the number of the last line that is known of each edge; of others lines are told
   *     that are no older than {@code ageMillis}
   * @return by edge; empty where too many ask already
   */
  Optional<Map<String, HandlerLines>> ask(
      String handler, Map<String, Long> known, long ageMillis, Duration atMost)
      throws InterruptedException {
    Map<String, Long> after = new TreeMap<>();
    for (EdgeState edge : fleet.edges()) {
      if (fleet.isHere(edge.edge())) {
        after.put(edge.edge(), known.getOrDefault(edge.edge(), -1L));
      }
    }
    Question question =
        open(new HandlerTail.Asked(handler, -1, ageMillis, atMost.toMillis()), after);
    if (question == null) {
      return Optional.empty();
    }
    try {
      fleet.tellAll();
      return Optional.of(question.await(atMost));
    } finally {
      open.remove(question.number);
    }
  }

  /** Numbers are taken in the order in which questions can be seen: no edge skips one. */
  private synchronized @Nullable Question open(HandlerTail.Asked asked, Map<String, Long> after) {
    if (open.size() >= MOST) {
      return null;
    }
    Question question = new Question(last.incrementAndGet(), asked, after);
    open.put(question.number, question);
    return question;
  }

  @Override
  public Following begin(String edge, Hello hello) {
    return new Told(edge, last.get());
  }

  @Override
  public void reported(String edge, Report report) {
    if (report instanceof Report.Lines(long number, HandlerLines lines)) {
      Question question = open.get(number);
      if (question != null) {
        question.answered(edge, lines);
      }
    }
  }

  /** Up to which question an edge has been asked. */
  private final class Told implements Following {
    private final String edge;
    private long told;

    Told(String edge, long told) {
      this.edge = edge;
      this.told = told;
    }

    @Override
    public @Nullable Directive next() {
      for (Question question : open.tailMap(told, false).values()) {
        told = question.number;
        if (question.after.containsKey(edge)) {
          return question.directive(edge);
        }
      }
      return null;
    }
  }
}
