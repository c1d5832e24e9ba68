package dev.skerry.handler.host;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One version of a handler in service: its calls that wait, and its instances that are free.
 *
 * <p>Safe for any thread.
 */
final class Deployment {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

  private final HandlerSpec spec;
  private final Program program;
  private final Workers workers;
  private final HandlerLog log;
  private final HandlerObserver observer;

  private final Calls calls;
  private final Suspension suspension = new Suspension();
  private final LoopCalls loopCalls;

  /** Instances that are free; guarded by itself. */
  private final ArrayDeque<RunningInstance> idle = new ArrayDeque<>();

  Deployment(
      HandlerSpec spec,
      Program program,
      Workers workers,
      HandlerLog log,
      HandlerObserver observer) {
    this.spec = spec;
    this.program = program;
    this.workers = workers;
    this.log = new VersionLog(spec, log);
    this.observer = observer;
    this.calls = new Calls(spec.limits());
    this.loopCalls = new LoopCalls(this, workers, this.log);
  }

  HandlerSpec spec() {
    return spec;
  }

  /** A call has its verdict. */
  void answered(Call call, Verdict verdict, long nanos) {
    boolean begun = calls.remove(call);
    long rest = begun ? suspension.ended(verdict, call.askedNanos(), System.nanoTime()) : 0;
    if (rest > 0) {
      log.line(
          spec.id(),
          "",
          "",
          "is suspended for %d s: its last calls were all stopped"
              .formatted(TimeUnit.NANOSECONDS.toSeconds(rest)));
    }
    observe(call.event, verdict, nanos);
  }

  /** Counts a call, and writes why it failed. */
  void observe(HandlerEvent event, Verdict verdict, long nanos) {
    try {
      observer.called(spec.id(), event.hook(), verdict, nanos);
    } finally {
      if (verdict instanceof Verdict.Failed failed) {
        log.line(
            new LogLine(
                spec.id(),
                "",
                event.hook(),
                event.requestId(),
                LogLine.Level.ERROR,
                failed.place(),
                failed.said()));
      }
    }
  }

  // ---- calls

  /** Has a worker make a call; answers at once where none will. */
  PendingCall call(HandlerEvent event, Consumer<Verdict> done) {
    Call call = new Call(this, event, done);
    HandlerFault refused = suspended();
    if (refused == null) {
      refused = calls.add(call);
    }
    if (refused != null) {
      call.answer(Verdict.Failed.of(refused));
    } else {
      // From now on it is looked at, even where no worker is free before its time is over.
      workers.watchdog().wake();
      runNext();
    }
    return call;
  }

  /**
   * Makes a call that another one waits for: on a worker of its own, as that one holds a worker,
   * and outside of the places of this handler's calls, as it may hold one of these, too.
   */
  PendingCall call(HandlerEvent event, Within within, Consumer<Verdict> done) {
    Call call = new Call(this, event, within, done);
    HandlerFault refused = suspended();
    if (refused == null) {
      refused = calls.addNested(call);
    }
    if (refused != null) {
      call.answer(Verdict.Failed.of(refused));
      return call;
    }
    try {
      workers.below(within.depth()).execute(worker -> make(worker, call));
    } catch (Throwable e) {
      failedWithin(call, e);
    }
    return call;
  }

  private @Nullable HandlerFault suspended() {
    boolean rests = suspension.refuses(System.nanoTime()) && calls.outOfService() == null;
    return rests ? HandlerFault.SUSPENDED : null;
  }

  /** Makes a call on this thread; null where a worker is to make it. */
  @Nullable Verdict callHere(HandlerEvent event) {
    return loopCalls.call(event);
  }

  private void runNext() {
    Call next = calls.next();
    while (next != null && !isHandedOver(next)) {
      calls.ended();
      next = calls.next();
    }
  }

  private boolean isHandedOver(Call call) {
    try {
      workers.execute(worker -> run(worker, call));
      return true;
    } catch (Throwable e) {
      failedWithin(call, e);
      return false;
    }
  }

  /**
   * On a worker, which goes on with the next call while no task waits for one: that wakes no other
   * thread. Else the next call goes to the end of the queue, so that no handler keeps a worker.
   */
  private void run(Worker worker, Call first) {
    Call call = first;
    while (call != null) {
      boolean goesOn = false;
      try {
        make(worker, call);
        goesOn = worker.isNotWanted();
      } finally {
        if (!goesOn) {
          calls.ended();
          runNext();
        }
      }
      call = goesOn ? calls.following() : null;
    }
  }

  private void make(Worker worker, Call call) {
    try {
      if (System.nanoTime() - call.deadlineNanos() > 0) {
        call.answer(Verdict.Failed.of(HandlerFault.WALL_TIME));
      } else if (calls.isOpen(call)) {
        answer(worker, call);
      }
    } catch (Throwable e) {
      failedWithin(call, e);
    }
  }

  private void failedWithin(Call call, Throwable e) {
    LastResort.report("a call of the handler " + spec.id() + " failed within the edge", e);
    call.answer(new Verdict.Failed(HandlerFault.EXCEPTION, "failed within the edge", ""));
  }

  private void answer(Worker worker, Call call) {
    RunningInstance instance = free();
    if (instance == null) {
      instance = open();
      HandlerProblem problem = start(worker, instance, stopping(call::answer));
      if (problem != null) {
        call.answer(
            new Verdict.Failed(HandlerFault.EXCEPTION, String.valueOf(problem.getMessage()), ""));
        return;
      }
    }
    if (!calls.begins(call)) {
      // Its time is over, or nobody waits any more: the instance is for the next one.
      keep(instance);
      return;
    }
    Watched watched =
        new Watched(instance.instance(), budget(call.deadlineNanos()), stopping(call::answer));
    Verdict verdict = instance.call(worker, watched, call.event);
    if (verdict != null && instance.instance().isUnfinished()) {
      call.answer(verdict);
      finish(worker, instance, call);
    }
    // Before the answer, so that whoever calls again because of it finds the instance.
    keep(instance);
    if (verdict != null) {
      call.answer(verdict);
    }
  }

  /** What the call left to be done has limits like a call of its own; nobody waits for it. */
  private void finish(Worker worker, RunningInstance instance, Call call) {
    Watched watched =
        new Watched(
            instance.instance(),
            budget(Call.deadlineNanos(spec, System.nanoTime())),
            stopping(
                failed ->
                    log.line(
                        spec.id(), call.event.requestId(), "", "waitUntil: " + failed.said())));
    instance.finish(worker, watched);
  }

  /** Answers the calls whose time is over: also those that no worker has come to. */
  void answerOverdue(long now) {
    for (Call late = calls.overdue(now); late != null; late = calls.overdue(now)) {
      late.answer(Verdict.Failed.of(HandlerFault.WALL_TIME));
    }
  }

  /** Whether any call is not answered. */
  boolean hasOpenCalls() {
    return calls.isAnyOpen();
  }

  /** Nobody waits for a call any more; whether it will not be made. */
  boolean leaves(Call call) {
    return calls.leaves(call);
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

  /** What a call may use that is to be over by then. */
  private Budget budget(long deadlineNanos) {
    return Budget.of(program, spec.limits(), deadlineNanos);
  }

  /** What a call may use that an event loop makes by itself. */
  Budget budgetOnLoop() {
    return Budget.onLoop(program, spec.limits());
  }

  /** An instance in which nothing has run yet. */
  RunningInstance open() {
    return new RunningInstance(program, spec, log, observer);
  }

  private @Nullable RunningInstance free() {
    RunningInstance instance = pollIdle();
    while (instance != null && !instance.isReusable()) {
      instance.close(); // since it was kept, it has come to its end
      instance = pollIdle();
    }
    return instance;
  }

  private @Nullable RunningInstance pollIdle() {
    synchronized (idle) {
      return idle.pollLast();
    }
  }

  private void keep(RunningInstance instance) {
    synchronized (idle) {
      if (instance.isReusable() && calls.outOfService() == null) {
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
      RunningInstance instance = open();
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
  void disable() {
    close(HandlerFault.DISABLED);
    log.line(
        spec.id(), "", "", "does not stop: it is disabled, and a thread is given up that runs it");
  }

  /** Another version has taken its place. */
  void retire() {
    close(HandlerFault.RETIRED);
    // What its code has left on them would keep its classes in memory.
    workers.renew();
  }

  boolean isDisabled() {
    return calls.outOfService() == HandlerFault.DISABLED;
  }

  private void close(HandlerFault why) {
    List<Call> refused = calls.close(why);
    loopCalls.close();
    List<RunningInstance> instances;
    synchronized (idle) {
      instances = new ArrayList<>(idle);
      idle.clear();
    }
    refused.forEach(call -> call.answer(Verdict.Failed.of(why)));
    instances.forEach(RunningInstance::close);
  }
}
