package dev.skerry.control.purges;

import dev.skerry.control.fleet.DirectiveSource;
import dev.skerry.control.fleet.EdgeState;
import dev.skerry.control.fleet.Fleet;
import dev.skerry.control.fleet.ReportListener;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.Hello;
import dev.skerry.edge.sync.Report;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the connected edges how many stored responses a purge would select. Questions are kept while
 * their callers wait, who bound them.
 */
final class Counting implements DirectiveSource, ReportListener {
  private final Fleet fleet;
  private final AtomicLong last = new AtomicLong();
  private final NavigableMap<Long, Question> open = new ConcurrentSkipListMap<>();

  Counting(Fleet fleet) {
    this.fleet = fleet;
  }

  /** A question, and what was answered so far. */
  private static final class Question {
    final Directive.Count directive;
    final Set<String> asked;
    final Map<String, EdgeCount> counts = new HashMap<>();
    final CountDownLatch all;

    Question(Directive.Count directive, Set<String> asked) {
      this.directive = directive;
      this.asked = asked;
      this.all = new CountDownLatch(asked.size());
    }

    synchronized void answered(String edge, EdgeCount count) {
      if (asked.contains(edge) && counts.putIfAbsent(edge, count) == null) {
        all.countDown();
      }
    }

    synchronized Map<String, EdgeCount> answers() {
      return new TreeMap<>(counts);
    }
  }

  /**
   * Asks all that are connected, and waits for their answers.
   *
   * @return what those said that answered in time, by the names of the edges
   */
  Map<String, EdgeCount> ask(Purge purge, Duration atMost) throws InterruptedException {
    Set<String> edges =
        fleet.edges().stream()
            .map(EdgeState::edge)
            .filter(fleet::isHere) // another control plane's questions are its own
            .collect(Collectors.toUnmodifiableSet());
    Question question = open(purge, edges);
    try {
      fleet.tellAll();
      boolean _ = question.all.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
      return question.answers();
    } finally {
      open.remove(question.directive.question());
    }
  }

  /** Numbers are taken in the order in which questions can be seen: no edge skips one. */
  private synchronized Question open(Purge purge, Set<String> edges) {
    long number = last.incrementAndGet();
    Question question = new Question(new Directive.Count(number, purge), edges);
    open.put(number, question);
    return question;
  }

  @Override
  public Following begin(String edge, Hello hello) {
    return new Asked(edge, last.get());
  }

  @Override
  public void reported(String edge, Report report) {
    if (report instanceof Report.Counted(long number, long matched, long notLookedAt)) {
      Question question = open.get(number);
      if (question != null) {
        question.answered(edge, new EdgeCount(matched, notLookedAt));
      }
    }
  }

  /** Up to which question an edge has been asked. */
  private final class Asked implements Following {
    private final String edge;
    private long told;

    Asked(String edge, long told) {
      this.edge = edge;
      this.told = told;
    }

    @Override
    public @Nullable Directive next() {
      for (Question question : open.tailMap(told, false).values()) {
        told = question.directive.question();
        if (question.asked.contains(edge)) {
          return question.directive;
        }
      }
      return null;
    }
  }
}
