package dev.skerry.handler.sandboxed;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.CallLog;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.Program;
import dev.skerry.handler.text.EventParts;
import dev.skerry.handler.text.ResultText;
import dev.skerry.handler.wasm.Interruption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A QuickJS in which one handler runs, call by call, until it traps or has grown too large. */
final class SandboxedInstance implements Program.Instance {
  private static final int PAGE_BYTES = 1 << 16;

  private final HandlerSpec spec;
  private final HandlerLog log;
  private final int pages;
  private final Interruption interruption = new Interruption();
  private @Nullable Realm realm;
  private boolean spent;

  SandboxedInstance(HandlerSpec spec, HandlerLog log) {
    this.spec = spec;
    this.log = log;
    this.pages = (int) (spec.limits().get(HandlerLimit.MEMORY) / PAGE_BYTES);
  }

  @Override
  public void start() throws HandlerProblem {
    CallLog lines = new CallLog(spec);
    interruption.enter();
    try {
      Realm started = new Realm(spec, pages, lines);
      Failure failure = started.load();
      if (failure != null) {
        throw failure.problem(spec);
      }
      realm = started;
    } catch (RuntimeException | StackOverflowError e) {
      rethrowIfStopped(e);
      throw new HandlerProblem("cannot be started: " + e.getMessage(), 0, 0);
    } finally {
      interruption.leave();
      lines.writeTo(log, "");
    }
  }

  @Override
  public Verdict call(HandlerEvent event) {
    Realm started = Objects.requireNonNull(realm, "start() comes before the first call");
    if (!event.hook().hasRequest()) {
      return ResultText.notForSchedules();
    }
    CallLog lines = new CallLog(spec);
    interruption.enter();
    try {
      return verdict(event, started, lines);
    } catch (RuntimeException | StackOverflowError e) {
      rethrowIfStopped(e);
      // Whatever it was in the middle of stays undone.
      spent = true;
      return trapped(started, e);
    } finally {
      interruption.leave();
      lines.writeTo(log, event);
    }
  }

  private Verdict verdict(HandlerEvent event, Realm started, CallLog lines) {
    Realm.Outcome outcome = started.call(EventParts.joined(event), lines);
    // What calls leave behind in it never shrinks.
    spent = started.pages() > pages / 2;
    return switch (outcome) {
      case Realm.Outcome.Result(String text) -> ResultText.verdict(event, text, spec.limits());
      case Realm.Outcome.Threw(Failure failure) -> failure.verdict(spec);
    };
  }

  /** The engine gave up: of its stack the host knows no lines of the author's. */
  private Verdict trapped(Realm started, Throwable e) {
    return started.pages() >= pages - 1
        ? new Verdict.Failed(HandlerFault.MEMORY, "out of memory", "")
        : new Verdict.Failed(
            HandlerFault.EXCEPTION,
            e instanceof StackOverflowError
                ? "call stack exhausted"
                : String.valueOf(e.getMessage()),
            "");
  }

  private void rethrowIfStopped(Throwable e) {
    if (interruption.isStopped()) {
      throw new IllegalStateException("was stopped", e);
    }
  }

  @Override
  public boolean isSpent() {
    return spent;
  }

  @Override
  public void stop() {
    interruption.stop();
  }

  @Override
  public void close() {
    realm = null;
  }
}
