package dev.skerry.handler.sandboxed;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.CallLog;
import org.jspecify.annotations.Nullable;

/** A handler's source in a QuickJS, in the one shape or the other. Of one thread, but to stop. */
interface Guest {
  /** Runs the library and the source; what is wrong with it, or null. */
  @Nullable Failure load();

  /** Calls the handler. */
  Verdict call(HandlerEvent event, CallLog log);

  /** Whether the last call left something to be done after its verdict. */
  default boolean isUnfinished() {
    return false;
  }

  /** Does what the last call left to be done; why that failed, or null. */
  default Verdict.@Nullable Failed finish(CallLog log) {
    return null;
  }

  /** Ends the waiting of a call. Any thread. */
  default void stop() {}

  /** Nothing runs in it any more: what it has of the host's is given free. */
  default void close() {}

  /** What its memory has grown to, of 64 KiB. */
  int pages();
}
