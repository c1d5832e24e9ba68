package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.CallLog;
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
  private CallLog lines;

  WasmInstance(HandlerSpec spec, WasmCode code, Convention convention, HandlerLog log) {
    this.spec = spec;
    this.code = code;
    this.convention = convention;
    this.log = log;
    this.lines = new CallLog(spec);
  }

  @Override
  public void start() throws HandlerProblem {
    CallLog used = lines;
    interruption.enter();
    try {
      convention.start(used);
    } catch (RuntimeException | StackOverflowError e) {
      rethrowIfStopped(e);
      throw new HandlerProblem("does not start: " + Traps.said(e, code.names()), 0, 0);
    } finally {
      interruption.leave();
      used.writeTo(log, "");
      used.clear();
    }
  }

  @Override
  public Verdict call(HandlerEvent event) {
    CallLog used = lines;
    interruption.enter();
    try {
      return convention.call(event, used);
    } catch (RuntimeException | StackOverflowError e) {
      rethrowIfStopped(e);
      lines = new CallLog(spec);
      return Traps.failed(e, code.names());
    } finally {
      interruption.leave();
      used.writeTo(log, event);
      used.clear();
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
  }

  @Override
  public void close() {
    // What it has is on the heap of the JVM.
  }
}
