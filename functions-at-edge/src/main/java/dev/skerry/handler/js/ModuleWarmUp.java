package dev.skerry.handler.js;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.web.WarmUpModule;
import java.util.ArrayList;
import java.util.List;

/** Calls of a module of our own, so that the files of the web platform are parsed before. */
final class ModuleWarmUp {
  private static final int ROUNDS = 20;

  static {
    List<Verdict> _ = calls();
  }

  private ModuleWarmUp() {}

  /** Returns when it has been done; it is done once in a process. */
  static void once() {}

  /** Calls it, first so that it throws. */
  static List<Verdict> calls() {
    List<Verdict> verdicts = new ArrayList<>();
    HandlerSpec spec = WarmUpModule.spec(HandlerKind.JS);
    try (ModuleInstance instance =
        new ModuleInstance(
            spec,
            JsPrograms.module(spec, spec.code().text()),
            WarmUpModule.SUBREQUESTS,
            (handler, request, place, text) -> {})) {
      instance.start();
      for (int i = 0; i < ROUNDS; i++) {
        for (HandlerEvent event : WarmUpModule.events(i == 0)) {
          verdicts.add(instance.call(event));
        }
      }
    } catch (HandlerProblem e) {
      throw new IllegalStateException("the code of the warm-up is valid", e);
    }
    return verdicts;
  }
}
