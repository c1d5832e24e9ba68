package dev.skerry.handler.testing;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.HandlerHost;
import dev.skerry.handler.host.Program;
import dev.skerry.handler.kinds.EveryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One handler in a host of its own: started as at an edge, with the limits of its spec, and called
 * one call after the other. Used by one thread; {@link #close} ends its threads.
 */
public final class HandlerTrial implements AutoCloseable {
  private final HandlerSpec spec;
  private final MeteredPrograms programs;
  private final LinkedBlockingQueue<Outcome.Line> lines = new LinkedBlockingQueue<>();
  private final AtomicLong wallNanos = new AtomicLong();
  private final HandlerHost host;

  private HandlerTrial(HandlerSpec spec, Program.Loader loader) {
    this.spec = spec;
    this.programs = new MeteredPrograms(loader);
    this.host =
        new HandlerHost(
            programs,
            1,
            (handler, request, place, text) -> lines.add(new Outcome.Line(place, text)),
            (handler, hook, verdict, nanos) -> wallNanos.set(nanos));
  }

  /**
   * Compiles and starts a handler.
   *
   * @throws HandlerProblem if it does not compile or cannot start; the message says where
   */
  public static HandlerTrial start(HandlerSpec spec) throws HandlerProblem {
    return start(spec, new EveryKind());
  }

  /**
   * Starts what a loader makes of a spec.
   *
   * @throws HandlerProblem if it cannot start
   */
  static HandlerTrial start(HandlerSpec spec, Program.Loader loader) throws HandlerProblem {
    HandlerTrial trial = new HandlerTrial(spec, loader);
    try {
      trial.host.deploy(List.of(spec));
      return trial;
    } catch (HandlerProblem e) {
      trial.close();
      throw e;
    }
  }

  /** What is tried. */
  public HandlerSpec spec() {
    return spec;
  }

  /** The lines that it wrote when it was started, outside of any call, and until now. */
  public List<Outcome.Line> takeLines() {
    List<Outcome.Line> taken = new ArrayList<>();
    lines.drainTo(taken);
    return taken;
  }

  /**
   * Calls it, and waits for the verdict: not longer than its wall time, and what stopping takes.
   * What the call leaves to be done after its verdict is waited for as long again.
   */
  public Outcome call(HandlerEvent event) {
    lines.clear();
    var _ = programs.takeLast();
    CompletableFuture<Verdict> answered = new CompletableFuture<>();
    host.call(spec, asSeen(event), answered::complete);
    Verdict verdict = answered.join();
    programs.awaitRest(spec.limits().get(HandlerLimit.WALL_TIME));
    return new Outcome(
        event, verdict, withoutFailure(takeLines(), verdict), wallNanos.get(), programs.takeLast());
  }

  /** The event as an edge shows it to this handler. */
  private HandlerEvent asSeen(HandlerEvent event) {
    return spec.readsContent() ? event : event.withoutContent();
  }

  /** The host says of a failure in the log what the verdict says, too. */
  private static List<Outcome.Line> withoutFailure(List<Outcome.Line> lines, Verdict verdict) {
    boolean repeated =
        verdict instanceof Verdict.Failed failed
            && !lines.isEmpty()
            && lines.getLast().text().startsWith(failed.fault().token());
    return repeated ? lines.subList(0, lines.size() - 1) : lines;
  }

  @Override
  public void close() {
    host.close();
  }
}
