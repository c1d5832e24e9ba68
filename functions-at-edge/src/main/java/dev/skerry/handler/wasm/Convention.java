package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.Verdict;

/**
 * How a module is called: what it exports for that, and what crosses. Used by one thread at a time,
 * and with the same of the host until a call has failed.
 */
interface Convention {
  /** Runs what a call begins with, and nothing more. */
  void start(HostCall host);

  /** One call in an instance that is as new; throws what the runtime throws for a trap. */
  Verdict call(HandlerEvent event, HostCall host);

  /** Gives free what is kept for further calls. Any thread. */
  default void close() {}
}
