package dev.skerry.handler.sandboxed;

import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.wasm.CallLog;

/** Calls of a handler of our own, so that the engine's classes are loaded before a limit runs. */
final class SandboxedWarmUp {
  private static final int CALLS = 20;
  private static final int PAGES = 256;
  private static final String SOURCE = "function handler(event) { return event.request; }";
  private static final String EVENT =
      "viewer-request\nexample.com\nwarm-up\n::1\nGET\n/\n0\n1\nhost\nexample.com\n0";

  static {
    HandlerSpec spec =
        new HandlerSpec(
            "warm-up",
            HandlerKind.JS_SANDBOXED,
            "warm-up.js",
            HandlerCode.of(SOURCE),
            HandlerSpec.OnFailure.CLOSED,
            HandlerLimits.DEFAULT);
    Realm realm = new Realm(spec, PAGES, new CallLog(spec));
    var _ = realm.load();
    for (int i = 0; i < CALLS; i++) {
      var _ = realm.call(EVENT, new CallLog(spec));
    }
  }

  private SandboxedWarmUp() {}

  /** Returns when it has been done; it is done once in a process. */
  static void once() {}
}
