package dev.skerry.handler.sandboxed;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.CallLog;
import dev.skerry.handler.web.WarmUpModule;
import java.util.ArrayList;
import java.util.List;
import run.endive.runtime.Memory;

/**
 * Calls of a module of our own, so that the library is compiled and classes are loaded before a
 * limit runs.
 */
final class ModuleWarmUp {
  private static final int ROUNDS = 5;

  static {
    List<Verdict> _ = calls();
  }

  private ModuleWarmUp() {}

  /** Returns when it has been done; it is done once in a process. */
  static void once() {}

  /** Calls it, first so that it throws. */
  static List<Verdict> calls() {
    HandlerSpec spec = WarmUpModule.spec(HandlerKind.JS_SANDBOXED);
    int pages = (int) (HandlerLimits.DEFAULT.get(HandlerLimit.MEMORY) / Memory.PAGE_SIZE);
    ModuleRealm realm = new ModuleRealm(spec, WarmUpModule.SUBREQUESTS, pages, new CallLog(spec));
    Failure failure = realm.load();
    if (failure != null) {
      throw new IllegalStateException("the module of the warm-up is valid: " + failure);
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      for (HandlerEvent event : WarmUpModule.events(i == 0)) {
        verdicts.add(realm.call(event, new CallLog(spec)));
      }
    }
    return verdicts;
  }
}
