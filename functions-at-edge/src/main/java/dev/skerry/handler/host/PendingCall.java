package dev.skerry.handler.host;

/** A call of a handler that somebody waits for. */
@FunctionalInterface
public interface PendingCall {
  /** One that is answered already. */
  PendingCall ANSWERED = () -> {};

  /**
   * Says that nobody waits any more: a call that has not begun leaves the queue, and what comes of
   * one that has is counted and told to nobody. Any thread; does nothing to one that is answered.
   */
  void withdraw();
}
