package dev.skerry.handler.host;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The worker threads of all handlers, and what waits for them.
 *
 * <p>The queue has no bound of its own: a handler has as many tasks in it as its concurrency
 * allows, and its further calls wait in its own bounded queue.
 */
final class Workers implements AutoCloseable {
  private final BlockingQueue<Worker.Task> tasks = new LinkedBlockingQueue<>();
  private final Set<Worker> active = ConcurrentHashMap.newKeySet();
  private final Set<Worker> abandoned = ConcurrentHashMap.newKeySet();
  private final AtomicInteger made = new AtomicInteger();

  /** Workers that should be there, and for which the system had no thread. */
  private final AtomicInteger lacking = new AtomicInteger();

  private final Watchdog watchdog;
  private volatile boolean closed;

  Workers(int count, Supplier<? extends Iterable<Deployment>> inService) {
    watchdog = new Watchdog(() -> active, inService);
    for (int i = 0; i < count; i++) {
      add();
    }
    watchdog.start();
  }

  private void add() {
    Worker worker = new Worker(this, tasks, made.incrementAndGet());
    active.add(worker);
    try {
      worker.start();
    } catch (Throwable e) {
      active.remove(worker);
      throw e;
    }
  }

  /** Adds those that are lacking; what cannot be added now is tried again with the next task. */
  private void refill() {
    for (int missing = lacking.getAndSet(0); missing > 0 && !closed; missing--) {
      try {
        add();
      } catch (Throwable e) {
        lacking.addAndGet(missing);
        LastResort.report("there is no thread for handlers in the place of one given up", e);
        return;
      }
    }
  }

  void execute(Worker.Task task) {
    tasks.add(task);
    if (lacking.get() > 0) {
      refill();
    }
  }

  Watchdog watchdog() {
    return watchdog;
  }

  /** A worker's code does not stop: another worker takes its place. */
  void replace(Worker lost) {
    abandoned.add(lost);
    active.remove(lost);
    lacking.incrementAndGet();
    refill();
  }

  boolean isClosed() {
    return closed;
  }

  /** A worker has ended. */
  void left(Worker worker) {
    active.remove(worker);
    abandoned.remove(worker);
  }

  /** Threads that were given up and still run. */
  int abandoned() {
    return abandoned.size();
  }

  @Override
  public void close() {
    closed = true;
    watchdog.close();
    active.forEach(Worker::interrupt);
  }
}
