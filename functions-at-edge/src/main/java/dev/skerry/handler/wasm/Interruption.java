package dev.skerry.handler.wasm;

import org.jspecify.annotations.Nullable;
import run.endive.runtime.WasmInterruptedException;

/**
 * The thread that runs an instance, which another can stop by interrupting it: compiled code looks
 * at the interrupt flag in every loop and every call. Outside of {@link #enter} and {@link #leave}
 * nothing is interrupted, and no flag outlives them.
 */
public final class Interruption {
  // guarded by this
  private @Nullable Thread running;
  private boolean stopped;

  /** This thread runs the instance from now on. */
  public synchronized void enter() {
    if (stopped) {
      throw new WasmInterruptedException("stopped before it began");
    }
    running = Thread.currentThread();
  }

  /** This thread does not run it any more. */
  public synchronized void leave() {
    running = null;
    if (stopped) {
      boolean _ = Thread.interrupted();
    }
  }

  /** Interrupts whoever runs it; it never runs again. Any thread. */
  public synchronized void stop() {
    stopped = true;
    if (running != null) {
      running.interrupt();
    }
  }

  /** Whether it was stopped. */
  public synchronized boolean isStopped() {
    return stopped;
  }
}
