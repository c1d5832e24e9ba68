package dev.skerry.handler.host;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * An instance with what it has used so far: it is replaced now and then, so that what its calls
 * keep in it stays bounded. Used by one thread at a time.
 */
final class RunningInstance {
  /** All calls of an instance together may allocate so many times what one may. */
  private static final int LIFETIME = 8;

  private final Program.Instance instance;
  private final HandlerSpec spec;
  private final HandlerObserver observer;
  private final long bytesForLife;
  private long allocated;
  private boolean stopped;
  private boolean closed;

  RunningInstance(Program program, HandlerSpec spec, HandlerLog log, HandlerObserver observer) {
    this.instance = program.open(log);
    this.spec = spec;
    this.observer = observer;
    this.bytesForLife = LIFETIME * program.heapBytes(spec.limits().get(HandlerLimit.MEMORY));
  }

  Program.Instance instance() {
    return instance;
  }

  /** Whether further calls may be made of it. */
  boolean isReusable() {
    return !stopped && allocated < bytesForLife && !instance.isSpent();
  }

  /** Whether it has come to an end by itself. */
  boolean isSpent() {
    return instance.isSpent();
  }

  /** Whether it could make further calls, and another one should. */
  boolean isWorn() {
    return !stopped && allocated >= bytesForLife;
  }

  /** Runs what comes before the first call; what is wrong, or null. */
  @Nullable HandlerProblem start(WatchedThread thread, Watched watched) {
    tellCpu(thread);
    thread.begin(watched);
    try {
      instance.start();
      return end(thread, watched) ? null : stoppedBy(watched);
    } catch (HandlerProblem e) {
      boolean ended = end(thread, watched);
      close();
      return ended ? e : stoppedBy(watched);
    } catch (RuntimeException | Error e) {
      if (end(thread, watched)) {
        discard(e);
        throw e;
      }
      return stoppedBy(watched);
    }
  }

  private static HandlerProblem stoppedBy(Watched watched) {
    HandlerFault reason = watched.reason();
    return unstarted(reason == null ? HandlerFault.EXCEPTION : reason);
  }

  /** It used up what making an instance may use. */
  static HandlerProblem unstarted(HandlerFault reason) {
    return new HandlerProblem("does not come to its end: " + reason.token(), 0, 0);
  }

  /** Makes a call; null if it was stopped, and is answered already. */
  @Nullable Verdict call(WatchedThread thread, Watched watched, HandlerEvent event) {
    CpuClock cpu = thread.cpu();
    if (cpu != null) {
      cpu.begin(observer, spec.id(), event.hook());
    }
    thread.begin(watched);
    try {
      Verdict verdict = instance.call(event);
      long bytes = watched.allocated();
      allocated += bytes;
      if (!end(thread, watched)) {
        return null;
      }
      observer.used(spec.id(), event.hook(), 0, bytes);
      return verdict;
    } catch (RuntimeException | Error e) {
      if (!end(thread, watched)) {
        return null;
      }
      discard(e);
      throw e;
    }
  }

  /** Does what a call left to be done after its verdict, which has been told. */
  void finish(WatchedThread thread, Watched watched) {
    tellCpu(thread);
    thread.begin(watched);
    try {
      instance.finish();
      allocated += watched.allocated();
      var _ = end(thread, watched);
    } catch (RuntimeException | Error e) {
      if (end(thread, watched)) {
        discard(e);
        throw e;
      }
    }
  }

  /** What runs now is not of the call that was made before. */
  private static void tellCpu(WatchedThread thread) {
    CpuClock cpu = thread.cpu();
    if (cpu != null) {
      cpu.tell();
    }
  }

  private boolean end(WatchedThread thread, Watched watched) {
    stopped = !watched.ends();
    // Only now, as the watchdog may still have to begin the stopping that is waited for above.
    thread.end(watched);
    if (stopped) {
      close();
    }
    return !stopped;
  }

  /** It failed within itself, and is of no use any more. */
  private void discard(Throwable because) {
    try {
      close();
    } catch (RuntimeException | Error e) {
      because.addSuppressed(e);
    }
    stopped = true;
  }

  /** Gives its memory free, also what outside of the heap a call has left that was stopped. */
  void close() {
    if (!closed) {
      closed = true;
      instance.close();
    }
  }
}
