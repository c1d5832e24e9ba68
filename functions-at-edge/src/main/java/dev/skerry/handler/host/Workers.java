package dev.skerry.handler.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The worker threads of all handlers, and what waits for them.
 *
 * <p>The queue has no bound of its own: a handler has as many tasks in it as its concurrency
 * allows, and its further calls wait in its own bounded queue.
 */
final class Workers implements AutoCloseable {
  /** More threads than any node has event loops: others' calls are made by workers. */
  private static final int MAX_LOOPS = 1_024;

  private final BlockingQueue<Worker.Task> tasks;
  private final Set<Worker> active = ConcurrentHashMap.newKeySet();
  private final Map<Thread, LoopThread> loops = new ConcurrentHashMap<>();
  private final Set<WatchedThread> abandoned = ConcurrentHashMap.newKeySet();
  private final AtomicInteger made = new AtomicInteger();

  /** Workers that should be there, and for which the system had no thread. */
  private final AtomicInteger lacking = new AtomicInteger();

  private final Watchdog watchdog;
  private final int count;
  private final Supplier<? extends Iterable<Deployment>> inService;

  /** Makes calls for which workers of this wait; null before there is any. */
  private volatile @Nullable Workers below;

  /** How often all workers were to be replaced. */
  private volatile int generation;

  private volatile boolean closed;

  Workers(int count, Supplier<? extends Iterable<Deployment>> inService) {
    this(count, inService, new LinkedBlockingQueue<>());
  }

  Workers(
      int count,
      Supplier<? extends Iterable<Deployment>> inService,
      BlockingQueue<Worker.Task> tasks) {
    this.tasks = tasks;
    this.count = count;
    this.inService = inService;
    watchdog = new Watchdog(this::watched, inService);
    for (int i = 0; i < count; i++) {
      add();
    }
    watchdog.start();
  }

  /**
   * The workers of calls in the midst of calls: as many again for each depth, so that those who
   * wait never hold all of those for whom they wait. Bounded, as depths are.
   */
  Workers below(int depth) {
    return depth == 0 ? this : below().below(depth - 1);
  }

  private synchronized Workers below() {
    Workers known = below;
    if (known == null) {
      if (closed) {
        throw new IllegalStateException("the host is closed");
      }
      known = new Workers(count, inService);
      below = known;
    }
    return known;
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

  /** The threads that run handlers: of a closed host those that still do. */
  private List<WatchedThread> watched() {
    List<WatchedThread> watched = new ArrayList<>(active);
    for (LoopThread loop : loops.values()) {
      if (!closed || loop.watched() != null) {
        watched.add(loop);
      }
    }
    return watched;
  }

  /** What an event loop is to the watchdog; null if there are too many already. */
  @Nullable LoopThread loop(Thread thread) {
    LoopThread known = loops.get(thread);
    if (known != null || loops.size() >= MAX_LOOPS) {
      return known;
    }
    return loops.computeIfAbsent(thread, _ -> new LoopThread(this, thread));
  }

  /** An event loop does not come back from a handler. */
  void lost(LoopThread loop) {
    abandoned.add(loop);
  }

  /** It has come back after all. */
  void cameBack(LoopThread loop) {
    abandoned.remove(loop);
  }

  Watchdog watchdog() {
    return watchdog;
  }

  /**
   * Has fresh threads take the place of all workers, each when it has nothing to do: what authors
   * keep in a {@link ThreadLocal} goes with the old ones.
   */
  synchronized void renew() {
    generation++;
    if (below != null) {
      below.renew();
    }
  }

  int generation() {
    return generation;
  }

  /** A worker leaves as it is old: another worker takes its place. */
  void leavesAsOld(Worker old) {
    active.remove(old);
    lacking.incrementAndGet();
    refill();
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
    Workers others = below;
    return abandoned.size() + (others == null ? 0 : others.abandoned());
  }

  @Override
  public synchronized void close() {
    closed = true;
    watchdog.close();
    active.forEach(Worker::interrupt);
    if (below != null) {
      below.close();
    }
  }
}
