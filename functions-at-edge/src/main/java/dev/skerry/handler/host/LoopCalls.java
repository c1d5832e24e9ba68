package dev.skerry.handler.host;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one handler that are made on the thread that asks, an event loop, which has an
 * instance to itself. A call that goes beyond a limit is stopped as on a worker; a handler whose
 * calls do so again and again is not called here any more.
 */
final class LoopCalls {
  /** So many calls within {@link #WINDOW_NANOS} that went beyond a limit are too many. */
  private static final int MOST_OVERRUNS = 3;

  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final Deployment deployment;
  private final HandlerSpec spec;
  private final Workers workers;
  private final HandlerLog log;
  private final Map<WatchedThread, RunningInstance> instances = new ConcurrentHashMap<>();
  private final Set<WatchedThread> waitForInstance = ConcurrentHashMap.newKeySet();
  private final Watched.Stopping stopping = stopping(this::overran);
  private final Watched.Stopping stoppingAtStart = stopping(reason -> {});
  private volatile boolean ended;

  /** When calls went beyond a limit, the last ones; of the watchdog's thread alone. */
  private final ArrayDeque<Long> overruns = new ArrayDeque<>();

  LoopCalls(Deployment deployment, Workers workers, HandlerLog log) {
    this.deployment = deployment;
    this.spec = deployment.spec();
    this.workers = workers;
    this.log = log;
    this.ended = spec.runOn() != HandlerSpec.RunOn.LOOP;
  }

  /** Makes a call; null where it is to be made by a worker, as there is no instance for it here. */
  @Nullable Verdict call(HandlerEvent event) {
    LoopThread thread = ended ? null : workers.loop(Thread.currentThread());
    RunningInstance instance = thread == null ? null : instances.get(thread);
    if (thread == null || instance == null || instance.isSpent()) {
      // Its classes may be those of a call that was stopped on another loop.
      if (instance != null) {
        instances.remove(thread, instance);
      }
      prepare(thread);
      return null;
    }
    long begun = System.nanoTime();
    Verdict verdict = call(thread, instance, event);
    if (instance.isWorn()) {
      prepare(thread);
    } else if (!instance.isReusable()) {
      instances.remove(thread, instance);
    }
    observe(event, verdict, System.nanoTime() - begun);
    return verdict;
  }

  /** A loop has more to do than to be told that nobody could count. */
  private void observe(HandlerEvent event, Verdict verdict, long nanos) {
    try {
      deployment.observe(event, verdict, nanos);
    } catch (RuntimeException | Error e) {
      LastResort.report("a call of the handler " + spec.id() + " could not be counted", e);
    }
  }

  private Verdict call(LoopThread thread, RunningInstance instance, HandlerEvent event) {
    Watched watched = new Watched(instance.instance(), deployment.budgetOnLoop(), stopping);
    try {
      Verdict verdict = instance.call(thread, watched, event);
      if (verdict != null) {
        return verdict;
      }
      HandlerFault reason = watched.reason();
      return Verdict.Failed.of(reason == null ? HandlerFault.EXCEPTION : reason);
    } catch (RuntimeException | Error e) {
      LastResort.report("a call of the handler " + spec.id() + " failed within the edge", e);
      return new Verdict.Failed(HandlerFault.EXCEPTION, "failed within the edge", "");
    }
  }

  private Watched.Stopping stopping(Consumer<HandlerFault> stopped) {
    return new Watched.Stopping() {
      @Override
      public void stopped(HandlerFault reason) {
        stopped.accept(reason);
      }

      @Override
      public void unstoppable() {
        deployment.disable();
      }
    };
  }

  /** One pause of the machine is nobody's fault; a habit is. */
  private void overran(HandlerFault reason) {
    long now = System.nanoTime();
    overruns.removeIf(at -> now - at > WINDOW_NANOS);
    overruns.add(now);
    boolean tooMany = overruns.size() >= MOST_OVERRUNS;
    if (tooMany) {
      close();
    }
    log.line(
        spec.id(),
        "",
        "",
        "kept an event loop beyond its limit ("
            + reason.token()
            + (tooMany ? "), once too often: workers run it from now on" : ")"));
  }

  // ---- instances

  /** Has a worker make the instance of a thread, unless one is being made. */
  private void prepare(@Nullable LoopThread thread) {
    if (thread != null && waitForInstance.add(thread)) {
      workers.execute(worker -> make(worker, thread));
    }
  }

  private void make(Worker worker, LoopThread thread) {
    try {
      RunningInstance instance = deployment.open();
      HandlerProblem problem =
          instance.start(
              worker, new Watched(instance.instance(), Budget.toStart(), stoppingAtStart));
      if (problem != null) {
        close();
        log.line(spec.id(), "", "", String.valueOf(problem.getMessage()));
        return;
      }
      instances.put(thread, instance);
      if (ended) {
        instances.clear();
      }
    } finally {
      waitForInstance.remove(thread);
    }
  }

  /** No further call is made here. Instances are only let go, as one of them may be running. */
  void close() {
    ended = true;
    instances.clear();
  }
}
