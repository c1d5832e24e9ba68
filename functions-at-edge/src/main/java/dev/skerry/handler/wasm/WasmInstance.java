package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.CallLog;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.Program;

/** A place where a module is called: it keeps nothing, as each call has an instance of its own. */
final class WasmInstance implements Program.Instance {
  private final HandlerSpec spec;
  private final WasmCode code;
  private final Convention convention;
  private final HandlerLog log;
  private final Interruption interruption = new Interruption();

  WasmInstance(HandlerSpec spec, WasmCode code, Convention convention, HandlerLog log) {
    this.spec = spec;
    this.code = code;
    this.convention = convention;
    this.log = log;
  }

  @Override
  public void start() throws HandlerProblem {
    CallLog lines = new CallLog(spec);
    interruption.enter();
    try {
      convention.start(lines);
    } catch (RuntimeException | StackOverflowError e) {
      rethrowIfStopped(e);
      throw new HandlerProblem("does not start: " + Traps.said(e, code.names()), 0, 0);
    } finally {
      interruption.leave();
      lines.writeTo(log, "");
    }
  }

  @Override
  public Verdict call(HandlerEvent event) {
    CallLog lines = new CallLog(spec);
    interruption.enter();
    try {
      return convention.call(event, lines);
    } catch (RuntimeException | StackOverflowError e) {
      rethrowIfStopped(e);
      return Traps.failed(e, code.names());
    } finally {
      interruption.leave();
      lines.writeTo(log, event.requestId());
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
    // There is nothing that outlives a call.
  }
}
