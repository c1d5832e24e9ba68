package dev.skerry.handler.jar;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What instrumented code calls where it could go on for ever. Each version's class loader defines a
 * copy of this class of its own, so that only code of the version that is being stopped looks
 * twice: for all others a checkpoint is one read of a field that never changes.
 *
 * <p>Public for instrumented code only. Safe for any thread.
 */
public final class Checkpoint implements StopSwitch {
  /** Whether any thread is to be stopped. Volatile, or compiled loops would read it only once. */
  private static volatile boolean stopping;

  private static final Set<Thread> STOPPED = ConcurrentHashMap.newKeySet();

  /** Makes the host's end of this copy. */
  public Checkpoint() {}

  /** Passes, or throws {@link HandlerStopped} if this thread is to be stopped. */
  public static void check() {
    if (stopping) {
      checkThread();
    }
  }

  private static void checkThread() {
    if (STOPPED.contains(Thread.currentThread())) {
      throw new HandlerStopped();
    }
  }

  @Override
  public void stop(Thread thread) {
    synchronized (STOPPED) {
      STOPPED.add(thread);
      stopping = true;
    }
  }

  @Override
  public void release(Thread thread) {
    synchronized (STOPPED) {
      STOPPED.remove(thread);
      stopping = !STOPPED.isEmpty();
    }
  }
}
