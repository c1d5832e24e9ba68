package dev.skerry.handler.jar;

import org.jspecify.annotations.Nullable;

/** The thread that runs in one instance of a handler, if any, and how it is stopped. */
final class RunningThread {
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private final StopSwitch stopSwitch;

  // guarded by this
  private @Nullable Thread running;
  private boolean stopped;

  RunningThread(StopSwitch stopSwitch) {
    this.stopSwitch = stopSwitch;
  }

  /**
   * This thread enters code of the author's.
   *
   * @throws HandlerStopped if it was stopped before it came to that
   */
  synchronized void enter() {
    if (stopped) {
      throw new HandlerStopped();
    }
    running = Thread.currentThread();
  }

  /** It has left; nothing of the call, nor of its stopping, is left on the thread. */
  synchronized void leave() {
    boolean _ = Thread.interrupted();
    if (stopped) {
      stopSwitch.release(Thread.currentThread());
      notifyAll();
    }
    running = null;
  }

  /**
   * Stops the thread, and returns when it has left. Interrupts it again and again, as code may take
   * an interrupt for something else and wait anew.
   */
  synchronized void stop() {
    stopped = true;
    if (running != null) {
      stopSwitch.stop(running);
    }
    long pause = 1;
    while (running != null) {
      running.interrupt();
      try {
        wait(pause);
      } catch (InterruptedException _) {
        return;
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }
}
