package dev.skerry.handler.host;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.Verdict;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One call that somebody waits for: answered once, whoever is first to have an answer. */
final class Call {
  final Deployment of;
  final HandlerEvent event;
  private final Consumer<Verdict> done;
  private final long askedNanos = System.nanoTime();
  private final AtomicBoolean answered = new AtomicBoolean();

  Call(Deployment of, HandlerEvent event, Consumer<Verdict> done) {
    this.of = of;
    this.event = event;
    this.done = done;
  }

  /** When it must be over, by {@link System#nanoTime}. */
  long deadlineNanos() {
    return askedNanos
        + TimeUnit.MILLISECONDS.toNanos(of.spec().limits().get(HandlerLimit.WALL_TIME));
  }

  /** Answers, unless that was done before. */
  void answer(Verdict verdict) {
    if (answered.compareAndSet(false, true)) {
      of.observe(event, verdict, System.nanoTime() - askedNanos);
      done.accept(verdict);
    }
  }
}
