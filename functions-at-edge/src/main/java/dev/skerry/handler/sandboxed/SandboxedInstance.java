package dev.skerry.handler.sandboxed;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.CallLog;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.LogLine;
import dev.skerry.handler.host.Program;
import dev.skerry.handler.wasm.Interruption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A QuickJS in which one handler runs, call by call, until it traps or has grown too large. */
final class SandboxedInstance implements Program.Instance {
  private static final int PAGE_BYTES = 1 << 16;

  /** How the runtime begins to say that the engine's stack has no room below: it has no limit. */
  private static final String OUT_OF_BOUNDS = "out of bounds memory access";

  private final HandlerSpec spec;
  private final Source source;
  private final HandlerLog log;
  private final int pages;
  private final Interruption interruption = new Interruption();
  private volatile @Nullable Guest guest;
  private CallLog lines;
  private @Nullable HandlerEvent event;
  private boolean spent;

  /** Evaluates a handler's source in an engine of its own. */
  @FunctionalInterface
  interface Source {
    /**
     * The handler.
     *
     * @param lines what is written before the first call
     * @throws HandlerProblem if there is none
     */
    Guest load(CallLog lines) throws HandlerProblem;
  }

  SandboxedInstance(HandlerSpec spec, Source source, HandlerLog log) {
    this.spec = spec;
    this.source = source;
    this.log = log;
    this.pages = (int) (spec.limits().get(HandlerLimit.MEMORY) / PAGE_BYTES);
    this.lines = new CallLog(spec);
  }

  @Override
  public void start() throws HandlerProblem {
    interruption.enter();
    try {
      guest = source.load(lines);
    } catch (RuntimeException | StackOverflowError e) {
      rethrowIfStopped(e);
      throw new HandlerProblem("cannot be started: " + e.getMessage(), 0, 0);
    } finally {
      interruption.leave();
      lines.writeTo(log, "");
    }
  }

  @Override
  public Verdict call(HandlerEvent about) {
    Guest started = started();
    event = about;
    lines = new CallLog(spec);
    interruption.enter();
    try {
      Verdict verdict = started.call(about, lines);
      // What calls leave behind in it never shrinks.
      spent = started.pages() > pages / 2;
      return verdict;
    } catch (RuntimeException | StackOverflowError e) {
      rethrowIfStopped(e);
      // Whatever it was in the middle of stays undone.
      spent = true;
      return trapped(started, e);
    } finally {
      interruption.leave();
      lines.writeTo(log, about);
      if (!started.isUnfinished()) {
        event = null;
      }
    }
  }

  private Guest started() {
    return Objects.requireNonNull(guest, "start() comes before the first call");
  }

  @Override
  public boolean isUnfinished() {
    return started().isUnfinished();
  }

  @Override
  public void finish() {
    Guest started = started();
    HandlerEvent about = Objects.requireNonNull(event, "a call comes before what it left");
    Verdict.Failed failed;
    interruption.enter();
    try {
      failed = started.finish(lines);
    } catch (RuntimeException | StackOverflowError e) {
      rethrowIfStopped(e);
      spent = true;
      failed = trapped(started, e);
    } finally {
      interruption.leave();
      lines.writeTo(log, about);
      event = null;
    }
    if (failed != null) {
      log.line(
          new LogLine(
              spec.id(),
              "",
              about.hook(),
              about.requestId(),
              LogLine.Level.ERROR,
              failed.place(),
              "waitUntil: " + failed.said()));
    }
  }

  /**
   * The engine gave up, which costs as much as a new one: for lack of memory, of which its own
   * stack is a part. Of its stack the host knows no lines of the author's.
   */
  private Verdict.Failed trapped(Guest started, Throwable e) {
    if (started.pages() >= pages - 1) {
      return new Verdict.Failed(HandlerFault.MEMORY, "out of memory", "");
    }
    String said = String.valueOf(e.getMessage());
    return isOfStack(e) || said.startsWith(OUT_OF_BOUNDS)
        ? new Verdict.Failed(HandlerFault.MEMORY, "call stack exhausted", "")
        : new Verdict.Failed(HandlerFault.EXCEPTION, said, "");
  }

  /** Compiled modules give it as it is, or as the cause of a trap. */
  private static boolean isOfStack(Throwable e) {
    return e instanceof StackOverflowError || e.getCause() instanceof StackOverflowError;
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
    Guest waiting = guest;
    if (waiting != null) {
      waiting.stop();
    }
    interruption.stop();
  }

  @Override
  public void close() {
    Guest left = guest;
    guest = null;
    if (left != null) {
      left.close();
    }
  }
}
