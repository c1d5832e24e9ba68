package dev.skerry.handler.jar;

/**
 * Stops threads at the next checkpoint of one version's code: how the host reaches that version's
 * own copy of {@link Checkpoint}. Public for that copy only.
 */
public interface StopSwitch {
  /** From now on every checkpoint that this thread passes throws {@link HandlerStopped}. */
  void stop(Thread thread);

  /** The thread may pass again, as what was to be stopped has ended. */
  void release(Thread thread);
}
