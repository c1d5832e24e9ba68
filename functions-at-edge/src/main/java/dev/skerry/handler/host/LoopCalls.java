package dev.skerry.handler.host;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one handler that are made on the thread that asks, an event loop, which has an
 * instance to itself. A call that goes beyond a limit is stopped as on a worker, and is the last
 * that is made here.
 */
final class LoopCalls {
  private final Deployment deployment;
  private final HandlerSpec spec;
  private final Workers workers;
  private final HandlerLog log;
  private final Map<WatchedThread, RunningInstance> instances = new ConcurrentHashMap<>();
  private final Set<WatchedThread> waitForInstance = ConcurrentHashMap.newKeySet();
  private final Watched.Stopping stopping = stopping();
  private volatile boolean ended;

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
    if (thread == null || instance == null) {
      prepare(thread);
      return null;
    }
    long begun = System.nanoTime();
    Verdict verdict = call(thread, instance, event, begun);
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

  private Verdict call(
      LoopThread thread, RunningInstance instance, HandlerEvent event, long begun) {
    Watched watched =
        new Watched(
            instance.instance(), deployment.budget(Call.deadlineNanos(spec, begun)), stopping);
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

  private Watched.Stopping stopping() {
    return new Watched.Stopping() {
      @Override
      public void stopped(HandlerFault reason) {
        close();
        log.line(
            spec.id(),
            "",
            "",
            "kept an event loop beyond its limit ("
                + reason.token()
                + "): workers run it from now on");
      }

      @Override
      public void unstoppable() {
        deployment.disable();
      }
    };
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
          instance.start(worker, new Watched(instance.instance(), Budget.toStart(), stopping));
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
