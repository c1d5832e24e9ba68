package dev.skerry.handler.host;

import dev.skerry.handler.HandlerFault;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Handler code that runs on a worker thread, from its beginning to its end or until it is stopped.
 *
 * <p>The worker {@link #ends} it and the watchdog {@link #stopsFor} a reason; whoever comes first
 * decides what became of it. All else is the watchdog's.
 */
final class Watched {
  private static final long GRACE_CPU_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long GRACE_WALL_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** What counts between two looks: of a process that was frozen, no code had that time. */
  private static final long MOST_BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** The same of code that has not been stopped, whose budget may be of a few ticks only. */
  private static final long MOST_BETWEEN_TICKS_NANOS = 5 * Watchdog.TICK_NANOS;

  private enum State {
    RUNNING,
    ENDED,
    STOPPED
  }

  private final Program.Instance instance;
  private final Budget budget;
  private final Stopping stopping;
  private final long begunNanos = System.nanoTime();
  private final long allocatedBefore = ThreadUse.allocatedBytes();
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private volatile @Nullable HandlerFault reason;

  /** Thread CPU time when the watchdog first saw it; -1 before. */
  private long cpuFirstSeen = -1;

  private long cpuBeforeSeen;
  private long seenNanos;
  private long lookedNanos = begunNanos;
  private long waitedNanos;
  private boolean stopBegun;

  /** Whether a thread is stopping it, which may be long after that was begun. */
  private volatile boolean stopRuns;

  /** Thread CPU time when it was first seen to be stopped by a thread; -1 before. */
  private long cpuWhenStopped = -1;

  /** What is to be done about code that is stopped. Called on the watchdog's thread. */
  interface Stopping {
    /** It has used up its budget, and is being stopped. */
    void stopped(HandlerFault reason);

    /** It does not stop. */
    void unstoppable();
  }

  Watched(Program.Instance instance, Budget budget, Stopping stopping) {
    this.instance = instance;
    this.budget = budget;
    this.stopping = stopping;
  }

  /**
   * It is over; false if it was stopped before, and then nothing of the stopping is left on this
   * thread.
   */
  boolean ends() {
    if (state.compareAndSet(State.RUNNING, State.ENDED)) {
      return true;
    }
    gone.join();
    boolean _ = Thread.interrupted();
    return false;
  }

  /** Why it was stopped, or null. */
  @Nullable HandlerFault reason() {
    return reason;
  }

  /** What it has allocated until now, in bytes; only on the thread that runs it. */
  long allocated() {
    return ThreadUse.allocatedBytes() - allocatedBefore;
  }

  // ---- the watchdog's

  /** Which part of its budget it has used up, or null. */
  @Nullable HandlerFault overspent(long threadId, long now) {
    seenNanos += Math.min(now - lookedNanos, MOST_BETWEEN_TICKS_NANOS);
    lookedNanos = now;
    if (now - budget.deadlineNanos() > 0 || seenNanos > budget.seenNanos()) {
      return HandlerFault.WALL_TIME;
    }
    if (ThreadUse.allocatedBytes(threadId) - allocatedBefore > budget.bytes()) {
      return HandlerFault.MEMORY;
    }
    return usedCpu(threadId, now) > budget.cpuNanos() ? HandlerFault.CPU_TIME : null;
  }

  /** CPU time; of what came before it was first seen, which is a tick at most, the wall time. */
  private long usedCpu(long threadId, long now) {
    long cpu = ThreadUse.cpuNanos(threadId);
    if (cpuFirstSeen < 0) {
      cpuFirstSeen = cpu;
      cpuBeforeSeen = Math.min(now - begunNanos, Watchdog.TICK_NANOS);
    }
    return cpu - cpuFirstSeen + cpuBeforeSeen;
  }

  boolean isStopped() {
    return state.get() == State.STOPPED;
  }

  /** Stops it, unless it has just ended. */
  void stopsFor(HandlerFault why, long now) {
    reason = why;
    if (state.compareAndSet(State.RUNNING, State.STOPPED)) {
      lookedNanos = now;
      beginStop();
      stopping.stopped(why);
    }
  }

  /** Begins to stop what is to be stopped, unless that has begun; tried anew at the next tick. */
  void beginStop() {
    if (stopBegun) {
      return;
    }
    try {
      // Of its own, as it waits for code that may not stop.
      Thread.ofPlatform().daemon().name("skerry-handler-stop").start(this::stop);
      stopBegun = true;
    } catch (Throwable e) {
      LastResort.report("there is no thread to stop a handler; it is tried again", e);
    }
  }

  private void stop() {
    stopRuns = true;
    try {
      instance.stop();
    } finally {
      gone.complete(null);
    }
  }

  /**
   * Whether it goes on although it was stopped, and not only as its thread, or the one that stops
   * it, had no processor.
   */
  boolean goesOn(long threadId, long now) {
    waitedNanos += Math.min(now - lookedNanos, MOST_BETWEEN_LOOKS_NANOS);
    lookedNanos = now;
    return cpuSinceStopped(threadId) > GRACE_CPU_NANOS || waitedNanos > GRACE_WALL_NANOS;
  }

  private long cpuSinceStopped(long threadId) {
    if (!stopRuns) {
      return 0;
    }
    long cpu = ThreadUse.cpuNanos(threadId);
    if (cpuWhenStopped < 0) {
      cpuWhenStopped = cpu;
    }
    return cpu - cpuWhenStopped;
  }

  void isUnstoppable() {
    stopping.unstoppable();
  }
}
