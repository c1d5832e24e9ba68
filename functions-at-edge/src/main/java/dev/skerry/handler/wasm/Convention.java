package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.CallLog;

/** How a module is called: what it exports for that, and what crosses. Safe for any thread. */
interface Convention {
  /** Runs what a call begins with, and nothing more. */
  void start(CallLog log);

  /** One call in a fresh instance; throws what the runtime throws for a trap. */
  Verdict call(HandlerEvent event, CallLog log);
}
