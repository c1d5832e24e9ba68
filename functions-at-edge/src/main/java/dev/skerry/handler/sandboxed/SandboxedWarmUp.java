package dev.skerry.handler.sandboxed;

import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.KeyValues;
import dev.skerry.handler.host.CallLog;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.time.Instant;
import java.util.Map;
import run.endive.runtime.Memory;

/**
 * Calls of a handler of our own, so that classes are loaded before a limit runs: the engine's, and
 * those behind every function that the library has of the host.
 */
final class SandboxedWarmUp {
  private static final int CALLS = 20;

  private static final String SOURCE =
      """
      const crypto = require('crypto');
      async function handler(event) {
        const values = require('cloudfront').kvs();
        for (const coding of ['hex', 'base64', 'base64url', 'latin1']) Buffer.from(Buffer.from('ab').toString(coding), coding);
        for (const name of ['md5', 'sha1', 'sha256']) {
          crypto.createHash(name).update(require('skerry').env.TEXT).digest('hex');
          crypto.createHmac(name, 'key').update(event.request.uri).digest('hex');
        }
        console.log(await values.exists('a'), await values.meta());
        if (event.context.requestId === 'throws') throw new Error('as asked');
        return event.request;
      }
      """;

  static {
    HandlerSpec spec =
        new HandlerSpec(
                "warm-up",
                HandlerKind.JS_SANDBOXED,
                "warm-up.js",
                HandlerCode.of(SOURCE),
                HandlerSpec.OnFailure.CLOSED,
                HandlerLimits.DEFAULT)
            .with(
                Bindings.of(
                    Map.of(
                        "TEXT",
                        new Binding.Variable("a"),
                        "VALUES",
                        KeyValues.of("values", Map.of(), Instant.EPOCH))));
    int pages = (int) (HandlerLimits.DEFAULT.get(HandlerLimit.MEMORY) / Memory.PAGE_SIZE);
    Realm realm = new Realm(spec, pages, new CallLog(spec));
    Failure failure = realm.load();
    if (failure != null) {
      throw new IllegalStateException("the handler of the warm-up is valid: " + failure);
    }
    for (int i = 0; i < CALLS; i++) {
      var _ = realm.call(event(i == 0 ? "throws" : "warm-up"), new CallLog(spec));
    }
  }

  private SandboxedWarmUp() {}

  private static HandlerEvent event(String requestId) {
    Request request = new Request("GET", "https", "example.com", "/", null, new Fields());
    return new HandlerEvent(Hook.VIEWER_REQUEST, requestId, "::1", request, null);
  }

  /** Returns when it has been done; it is done once in a process. */
  static void once() {}
}
