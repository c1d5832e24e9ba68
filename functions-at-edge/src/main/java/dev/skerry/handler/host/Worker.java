package dev.skerry.handler.host;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A platform thread that takes one task after another, and tells the watchdog what it runs.
 *
 * <p>A platform thread, as only of such a one the JVM counts CPU time and allocation.
 */
final class Worker implements WatchedThread {
  /** How long one that has nothing to do waits until it looks whether it is old. */
  private static final long LOOK_SECONDS = 60;

  private final BlockingQueue<Task> tasks;
  private final Workers workers;
  private final int generation;
  private final Thread thread;
  private final AtomicReference<@Nullable Watched> watched = new AtomicReference<>();
  private final CpuClock cpu = new CpuClock();
  private volatile boolean leaves;

  /** What a worker does. */
  @FunctionalInterface
  interface Task {
    /** Does it; must not throw. */
    void runOn(Worker worker);
  }

  Worker(Workers workers, BlockingQueue<Task> tasks, int number) {
    this.workers = workers;
    this.tasks = tasks;
    this.generation = workers.generation();
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("skerry-handler-" + number)
            .stackSize(HandlerHost.STACK_BYTES)
            .unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!leaves && !workers.isClosed()) {
      try {
        Task next = tasks.poll();
        if (next == null) {
          cpu.tell();
          next = tasks.poll(LOOK_SECONDS, TimeUnit.SECONDS);
        }
        if (next != null) {
          next.runOn(this);
        }
        if (generation != workers.generation() && !leaves) {
          leaves = true;
          workers.leavesAsOld(this);
        }
      } catch (InterruptedException _) {
        // Its host is closed; or what was stopped left it behind, and has no meaning any more.
      } catch (Throwable e) {
        watched.set(null);
        LastResort.report("a task of the handlers failed", e);
      }
    }
    cpu.tell();
    workers.left(this);
  }

  /** On that thread: whether no other task waits for it, and nothing else is to become of it. */
  boolean isNotWanted() {
    return tasks.isEmpty() && !leaves && generation == workers.generation() && !workers.isClosed();
  }

  @Override
  public long threadId() {
    return thread.threadId();
  }

  @Override
  public CpuClock cpu() {
    return cpu;
  }

  @Override
  public @Nullable Watched watched() {
    return watched.get();
  }

  /** Interruptions that other code has left behind have no meaning for what begins. */
  @Override
  public void begin(Watched next) {
    boolean _ = Thread.interrupted();
    watched.set(next);
    workers.watchdog().wake();
  }

  /** It runs nothing further if it was given up meanwhile. */
  @Override
  public void end(Watched mine) {
    if (!watched.compareAndSet(mine, null)) {
      leaves = true;
    }
  }

  /** Another one takes its place, and it leaves if it ever comes back. */
  @Override
  public boolean abandon(Watched unstoppable) {
    if (!watched.compareAndSet(unstoppable, null)) {
      return false;
    }
    leaves = true;
    workers.replace(this);
    return true;
  }

  void interrupt() {
    thread.interrupt();
  }
}
