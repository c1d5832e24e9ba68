package dev.skerry.handler.host;

import dev.skerry.handler.Hook;
import org.jspecify.annotations.Nullable;

/**
 * The processor time of the calls that one worker makes, told to who counts in few pieces: to read
 * a thread's clock is a system call, and costs as much as a short call.
 *
 * <p>It is read before the first of several calls in a row of one handler at one hook, and behind
 * the last of them, or after {@link #MOST_CALLS}; so what a worker does between two of them is
 * theirs, too. Of the worker's thread alone.
 */
final class CpuClock {
  /** What is not told yet is bounded. */
  private static final int MOST_CALLS = 32;

  private @Nullable HandlerObserver observer;
  private String handler = "";
  private @Nullable Hook hook;
  private long begunNanos;
  private int calls;

  /** A call is about to be made: what is used from now on is its handler's. */
  void begin(HandlerObserver next, String nextHandler, Hook nextHook) {
    if (calls > 0 && calls < MOST_CALLS && nextHook == hook && nextHandler.equals(handler)) {
      calls++;
      return;
    }
    tell();
    observer = next;
    handler = nextHandler;
    hook = nextHook;
    calls = 1;
    begunNanos = ThreadUse.cpuNanos();
  }

  /** What is used from now on is nobody's, until a call begins. */
  void tell() {
    HandlerObserver counts = observer;
    Hook at = hook;
    if (calls > 0 && counts != null && at != null) {
      calls = 0;
      try {
        counts.used(handler, at, ThreadUse.cpuNanos() - begunNanos, 0);
      } catch (RuntimeException | Error e) {
        LastResort.report("what calls of the handler " + handler + " used could not be counted", e);
      }
    }
  }
}
