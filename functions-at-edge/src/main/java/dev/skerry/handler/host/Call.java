package dev.skerry.handler.host;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call that somebody waits for: answered once, whoever is first to have an answer. */
final class Call implements PendingCall {
  final Deployment of;
  final HandlerEvent event;
  private final long askedNanos = System.nanoTime();
  private final long deadlineNanos;
  private final AtomicBoolean answered = new AtomicBoolean();

  /** Who waits; null when nobody does any more. */
  private volatile @Nullable Consumer<Verdict> done;

  /** Whether the author's code was entered for it; guarded by its {@link Calls}. */
  boolean begun;

  Call(Deployment of, HandlerEvent event, Consumer<Verdict> done) {
    this.of = of;
    this.event = event;
    this.done = done;
    this.deadlineNanos = deadlineNanos(of.spec(), askedNanos);
  }

  /** One that another call waits for, within whose time it is. */
  Call(Deployment of, HandlerEvent event, Within within, Consumer<Verdict> done) {
    this.of = of;
    this.event = event;
    this.done = done;
    long own = deadlineNanos(of.spec(), askedNanos);
    this.deadlineNanos = own - within.deadlineNanos() < 0 ? own : within.deadlineNanos();
  }

  /** When a call must be over that was asked for at a moment, both by {@link System#nanoTime}. */
  static long deadlineNanos(HandlerSpec spec, long askedNanos) {
    return askedNanos + TimeUnit.MILLISECONDS.toNanos(spec.limits().get(HandlerLimit.WALL_TIME));
  }

  /** When it was asked for, by {@link System#nanoTime}. */
  long askedNanos() {
    return askedNanos;
  }

  /** When it must be over, by {@link System#nanoTime}. */
  long deadlineNanos() {
    return deadlineNanos;
  }

  /** Answers, unless that was done before. */
  void answer(Verdict verdict) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    try {
      of.answered(this, verdict, System.nanoTime() - askedNanos);
    } catch (Throwable e) {
      LastResort.report("a call of the handler " + of.spec().id() + " could not be counted", e);
    }
    tell(verdict);
  }

  private void tell(Verdict verdict) {
    Consumer<Verdict> waits = done;
    try {
      if (waits != null) {
        waits.accept(verdict);
      }
    } catch (Throwable e) {
      LastResort.report("a verdict of the handler " + of.spec().id() + " came to nobody", e);
    }
  }

  @Override
  public void withdraw() {
    done = null;
    if (of.leaves(this)) {
      answered.set(true);
    }
  }
}
