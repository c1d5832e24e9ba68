package dev.skerry.handler.host;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One version of a handler in service: its calls that wait, and its instances that are free.
 *
 * <p>Safe for any thread; its lock is held for a few instructions only.
 */
final class Deployment {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

  private final HandlerSpec spec;
  private final Program program;
  private final Workers workers;
  private final HandlerLog log;
  private final HandlerObserver observer;

  // guarded by this
  private final ArrayDeque<Call> waiting = new ArrayDeque<>();
  private final ArrayDeque<RunningInstance> idle = new ArrayDeque<>();
  private int running;
  private @Nullable HandlerFault outOfService;

  Deployment(
      HandlerSpec spec,
      Program program,
      Workers workers,
      HandlerLog log,
      HandlerObserver observer) {
    this.spec = spec;
    this.program = program;
    this.workers = workers;
    this.log = log;
    this.observer = observer;
  }

  HandlerSpec spec() {
    return spec;
  }

  /** A call has its verdict. */
  void observe(HandlerEvent event, Verdict verdict, long nanos) {
    observer.called(spec.id(), event.hook(), verdict, nanos);
    if (verdict instanceof Verdict.Failed failed) {
      log.line(spec.id(), event.requestId(), failed.place(), failed.said());
    }
  }

  // ---- calls

  /** Has a worker make a call; answers at once where none will. */
  void call(HandlerEvent event, Consumer<Verdict> done) {
    Call call = new Call(this, event, done);
    HandlerFault refused = admit(call);
    if (refused != null) {
      call.answer(Verdict.Failed.of(refused));
    }
  }

  private @Nullable HandlerFault admit(Call call) {
    synchronized (this) {
      if (outOfService != null) {
        return outOfService;
      }
      if (running >= spec.limits().get(HandlerLimit.CONCURRENCY)) {
        if (waiting.size() >= spec.limits().get(HandlerLimit.WAITING)) {
          return HandlerFault.BUSY;
        }
        waiting.add(call);
        return null;
      }
      running++;
    }
    workers.execute(worker -> run(worker, call));
    return null;
  }

  /** On a worker. The next call goes to the end of the queue, so that no handler keeps a worker. */
  private void run(Worker worker, Call call) {
    try {
      HandlerFault gone = outOfService();
      if (gone != null) {
        // Since it was admitted: each run of what cannot be stopped would cost one more thread.
        call.answer(Verdict.Failed.of(gone));
      } else if (System.nanoTime() - call.deadlineNanos() > 0) {
        call.answer(Verdict.Failed.of(HandlerFault.WALL_TIME));
      } else {
        answer(worker, call);
      }
    } catch (Throwable e) {
      LastResort.report("a call of the handler " + spec.id() + " failed within the edge", e);
      call.answer(new Verdict.Failed(HandlerFault.EXCEPTION, "failed within the edge", ""));
    } finally {
      runNext();
    }
  }

  private void runNext() {
    Call next = next();
    if (next != null) {
      workers.execute(worker -> run(worker, next));
    }
  }

  private synchronized @Nullable Call next() {
    Call next = waiting.poll();
    if (next == null) {
      running--;
    }
    return next;
  }

  private void answer(Worker worker, Call call) {
    RunningInstance instance = free();
    if (instance == null) {
      instance = new RunningInstance(program.open(log), spec);
      HandlerProblem problem = start(worker, instance, stopping(call::answer));
      if (problem != null) {
        call.answer(
            new Verdict.Failed(HandlerFault.EXCEPTION, String.valueOf(problem.getMessage()), ""));
        return;
      }
    }
    Watched watched =
        new Watched(
            instance.instance(),
            Budget.of(spec.limits(), call.deadlineNanos()),
            stopping(call::answer));
    Verdict verdict = instance.call(worker, watched, call.event);
    keep(instance);
    if (verdict != null) {
      call.answer(verdict);
    }
  }

  private static @Nullable HandlerProblem start(
      Worker worker, RunningInstance instance, Watched.Stopping stopping) {
    return instance.start(worker, new Watched(instance.instance(), Budget.toStart(), stopping));
  }

  /** Whoever waits is told when code is stopped, however long it then takes to stop. */
  private Watched.Stopping stopping(Consumer<Verdict.Failed> waits) {
    return new Watched.Stopping() {
      @Override
      public void stopped(HandlerFault reason) {
        waits.accept(Verdict.Failed.of(reason));
      }

      @Override
      public void unstoppable() {
        disable();
      }
    };
  }

  // ---- instances

  private synchronized @Nullable RunningInstance free() {
    return idle.pollLast();
  }

  private void keep(RunningInstance instance) {
    synchronized (this) {
      if (instance.isReusable() && outOfService == null) {
        idle.addLast(instance);
        return;
      }
    }
    instance.close();
  }

  /** Has a worker make the first instance, so that what cannot start is not put in service. */
  void warm() throws HandlerProblem {
    CompletableFuture<@Nullable HandlerProblem> started = new CompletableFuture<>();
    workers.execute(worker -> started.complete(warm(worker, started)));
    HandlerProblem problem = started.join();
    if (problem != null) {
      throw problem;
    }
  }

  private @Nullable HandlerProblem warm(
      Worker worker, CompletableFuture<@Nullable HandlerProblem> started) {
    try {
      RunningInstance instance = new RunningInstance(program.open(log), spec);
      HandlerProblem problem =
          start(
              worker,
              instance,
              stopping(failed -> started.complete(RunningInstance.unstarted(failed.fault()))));
      if (problem == null) {
        keep(instance);
      }
      return problem;
    } catch (RuntimeException | Error e) {
      LOG.error("the handler {} cannot be started", spec, e);
      return new HandlerProblem("cannot be started: " + e, 0, 0);
    }
  }

  // ---- the end

  /** It cannot be stopped: it is never run again. */
  private void disable() {
    LOG.error(
        "the handler {} does not stop: it is disabled, and a thread is given up that runs it",
        spec);
    close(HandlerFault.DISABLED);
  }

  /** Another version has taken its place. */
  void retire() {
    close(HandlerFault.RETIRED);
  }

  boolean isDisabled() {
    return outOfService() == HandlerFault.DISABLED;
  }

  private synchronized @Nullable HandlerFault outOfService() {
    return outOfService;
  }

  private void close(HandlerFault why) {
    List<Call> refused;
    List<RunningInstance> instances;
    synchronized (this) {
      if (outOfService == null) {
        outOfService = why;
      }
      refused = new ArrayList<>(waiting);
      waiting.clear();
      instances = new ArrayList<>(idle);
      idle.clear();
    }
    refused.forEach(call -> call.answer(Verdict.Failed.of(why)));
    instances.forEach(RunningInstance::close);
  }
}
