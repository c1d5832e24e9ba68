package dev.skerry.cli.history;

import dev.skerry.testing.history.Anomaly;
import dev.skerry.testing.history.Attempt;
import dev.skerry.testing.history.Call;
import dev.skerry.testing.history.LinearizabilityCheck;
import dev.skerry.testing.history.SerializabilityCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What all clients did and were told, over all lives of the server. Any thread. */
public final class RecordedHistory {
  private final AtomicLong moments = new AtomicLong();
  private final AtomicInteger numbers = new AtomicInteger(Call.ABSENT);
  private final AtomicInteger answers = new AtomicInteger();
  private final ConcurrentLinkedQueue<Attempt> attempts = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();

  /** A moment after all others. */
  long now() {
    return moments.incrementAndGet();
  }

  /** A number that nobody else has. */
  int number() {
    return numbers.incrementAndGet();
  }

  void add(Attempt attempt) {
    attempts.add(attempt);
    count(attempt.answer());
  }

  void add(Call call) {
    calls.add(call);
    count(call.answer());
  }

  private void count(Attempt.Answer answer) {
    if (answer != Attempt.Answer.UNKNOWN) {
      answers.incrementAndGet();
    }
  }

  /** How many answers there have been so far that told something. */
  public int answers() {
    return answers.get();
  }

  /** How many attempts and calls were answered so. */
  public Map<Attempt.Answer, Long> byAnswer() {
    return Stream.concat(attempts.stream().map(Attempt::answer), calls.stream().map(Call::answer))
        .collect(Collectors.groupingBy(answer -> answer, Collectors.counting()));
  }

  /** What cannot have happened; the last attempt of all must have read every list. */
  public List<Anomaly> anomalies() {
    List<Anomaly> found = new ArrayList<>(SerializabilityCheck.of(List.copyOf(attempts)));
    found.addAll(LinearizabilityCheck.of(List.copyOf(calls)));
    return found;
  }
}
