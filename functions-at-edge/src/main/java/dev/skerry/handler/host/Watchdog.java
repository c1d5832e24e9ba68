package dev.skerry.handler.host;

import dev.skerry.handler.HandlerFault;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The thread that looks at what the workers run, and stops what has used up its budget; and at the
 * calls that nobody has answered, and answers those whose time is over.
 *
 * <p>It looks once a tick while anything runs or waits, and sleeps while nothing does. Short calls
 * are over before it sees them and cost it nothing. Once closed it stops whatever runs, and ends
 * when no worker is left. Nothing that fails within it ends it before.
 */
final class Watchdog implements AutoCloseable {
  static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** Ticks without anything to watch, after which it sleeps until something begins. */
  private static final int IDLE_TICKS = 500;

  private final Supplier<? extends Iterable<? extends WatchedThread>> threads;
  private final Supplier<? extends Iterable<Deployment>> inService;
  private final Thread thread;
  private volatile boolean asleep;
  private volatile boolean closed;

  Watchdog(
      Supplier<? extends Iterable<? extends WatchedThread>> threads,
      Supplier<? extends Iterable<Deployment>> inService) {
    this.threads = threads;
    this.inService = inService;
    this.thread = Thread.ofPlatform().daemon().name("skerry-handler-watchdog").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Something has begun that is to be watched. */
  void wake() {
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (isNeeded()) {
      try {
        watch();
      } catch (Throwable e) {
        LastResort.report("the watchdog of the handlers failed, and goes on", e);
        LockSupport.parkNanos(TICK_NANOS);
      }
    }
  }

  private boolean isNeeded() {
    return !closed || threads.get().iterator().hasNext();
  }

  private void watch() {
    int idle = 0;
    while (isNeeded()) {
      idle = look(System.nanoTime()) ? 0 : idle + 1;
      if (idle < IDLE_TICKS) {
        LockSupport.parkNanos(TICK_NANOS);
        continue;
      }
      asleep = true;
      // What began before it could see that nobody watches is seen here.
      if (!look(System.nanoTime()) && !closed) {
        LockSupport.park();
      }
      asleep = false;
      idle = 0;
    }
  }

  /** Looks at every worker and handler once; whether anything runs or waits. */
  private boolean look(long now) {
    boolean any = lookAtCalls(now);
    for (WatchedThread thread : threads.get()) {
      Watched watched = thread.watched();
      if (watched != null) {
        any = true;
        lookSafely(thread, watched, now);
      }
    }
    return any;
  }

  private boolean lookAtCalls(long now) {
    boolean any = false;
    for (Deployment deployment : inService.get()) {
      if (deployment.hasOpenCalls()) {
        any = true;
        deployment.answerOverdue(now);
      }
    }
    return any;
  }

  /** What fails for one worker keeps it from no other. */
  private void lookSafely(WatchedThread thread, Watched watched, long now) {
    try {
      look(thread, watched, now);
    } catch (Throwable e) {
      LastResort.report("a handler could not be watched at this tick", e);
    }
  }

  private void look(WatchedThread thread, Watched watched, long now) {
    if (!watched.isStopped()) {
      HandlerFault fault =
          closed ? HandlerFault.RETIRED : watched.overspent(thread.threadId(), now);
      // It may have ended meanwhile, and what the thread uses now may be another call's.
      if (fault != null && thread.watched() == watched) {
        watched.stopsFor(fault, now);
      }
      return;
    }
    watched.beginStop();
    if (watched.goesOn(thread.threadId(), now) && thread.abandon(watched)) {
      watched.isUnstoppable();
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
