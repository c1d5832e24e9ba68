package dev.skerry.handler.wasm;

import dev.skerry.handler.BoundData;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.Program;

/** A place where a module is called: nothing of a call is there for the next one. */
final class WasmInstance implements Program.Instance {
  private final WasmCode code;
  private final Convention convention;
  private final HandlerSpec spec;
  private final HandlerLog log;
  private final Interruption interruption = new Interruption();

  /** Of one call after the other, until one has failed: it may have left its log in disorder. */
  private HostCall host;

  /** Who answers the call that is under way. */
  private volatile BoundData answering = BoundData.NOWHERE;

  WasmInstance(HandlerSpec spec, WasmCode code, Convention convention, HandlerLog log) {
    this.spec = spec;
    this.code = code;
    this.convention = convention;
    this.log = log;
    this.host = new HostCall(spec);
  }

  @Override
  public void start() throws HandlerProblem {
    HostCall used = host;
    interruption.enter();
    try {
      convention.start(used);
    } catch (RuntimeException | StackOverflowError e) {
      rethrowIfStopped(e);
      throw new HandlerProblem(
          "does not start: " + Traps.said(e, code.names(), spec.bindings()), 0, 0);
    } finally {
      interruption.leave();
      used.end(log, null);
    }
  }

  @Override
  public Verdict call(HandlerEvent event) {
    HostCall used = host;
    // Before it can be stopped, so that whoever stops it ends its waiting.
    answering = event.data();
    interruption.enter();
    used.begin(event.data());
    try {
      return convention.call(event, used);
    } catch (RuntimeException | StackOverflowError e) {
      rethrowIfStopped(e);
      host = new HostCall(spec);
      return Traps.failed(e, code.names(), spec.bindings());
    } finally {
      interruption.leave();
      answering = BoundData.NOWHERE;
      used.end(log, event);
    }
  }

  private void rethrowIfStopped(Throwable e) {
    if (interruption.isStopped()) {
      throw new IllegalStateException("was stopped", e);
    }
  }

  @Override
  public void stop() {
    interruption.stop();
    answering.giveUp();
    convention.close();
  }

  @Override
  public void close() {
    convention.close();
  }
}
