package dev.skerry.handler.js;

import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Occurrence;
import dev.skerry.handler.Verdict;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls of a module of our own, so that the files of the web platform are parsed before a limit
 * runs: the first call in a process would take many times what any other does.
 */
final class ModuleWarmUp {
  private static final int CALLS = 20;
  private static final Occurrence NEVER = new Occurrence("0 0 1 1 *", Instant.EPOCH);

  private static final String SOURCE =
      """
      export default {
        async viewerRequest(request, env, ctx) {
          const url = new URL(request.url);
          url.searchParams.set('warm', new Headers(request.headers).get('accept'));
          const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(await request.text()));
          const [{ Item }] = await Promise.all([env.WARM.get({ Key: { id: '1' } })]);
          await new Promise((resolve) => setTimeout(resolve, 0));
          console.log(btoa(new Uint8Array(digest).length), JSON.stringify(Item));
          if (url.pathname === '/throws') throw new TypeError('as asked');
          return new Response(ReadableStream.from([new Uint8Array(1)]).pipeThrough(new TransformStream()));
        },
        async scheduled(controller, env, ctx) {
          ctx.waitUntil(Promise.resolve());
          console.log(controller.cron, new Date(controller.scheduledTime));
        },
        viewerResponse(response) {
          const changed = new Response(response.body, response);
          changed.headers.set('x-warm', structuredClone('1'));
          const rewriter = new HTMLRewriter().on('p.x', { element(p) { p.setAttribute('warm', p.tagName) } });
          return rewriter.transform(new Response('<p class=x>warm</p>', changed));
        },
      };
      """;

  static {
    List<Verdict> _ = calls();
  }

  private ModuleWarmUp() {}

  /** Returns when it has been done; it is done once in a process. */
  static void once() {}

  /** Calls it, first so that it throws. */
  static List<Verdict> calls() {
    List<Verdict> verdicts = new ArrayList<>();
    HandlerSpec spec =
        new HandlerSpec(
                "warm-up",
                HandlerKind.JS,
                "warm-up.js",
                HandlerCode.of(SOURCE),
                HandlerSpec.OnFailure.CLOSED,
                HandlerLimits.DEFAULT)
            .with(WarmUpData.BINDINGS);
    try (ModuleInstance instance =
        new ModuleInstance(
            spec,
            JsPrograms.module(spec, SOURCE),
            (request, content, hosts, mostOctets, done) -> () -> {},
            (handler, request, place, text) -> {})) {
      instance.start();
      for (int i = 0; i < CALLS; i++) {
        verdicts.add(instance.call(event(Hook.VIEWER_REQUEST, i == 0 ? "/throws" : "/warm")));
        verdicts.add(instance.call(event(Hook.VIEWER_RESPONSE, "/warm")));
        verdicts.add(instance.call(HandlerEvent.scheduled("warm-up", NEVER)));
      }
    } catch (HandlerProblem e) {
      throw new IllegalStateException("the code of the warm-up is valid", e);
    }
    return verdicts;
  }

  private static HandlerEvent event(Hook hook, String path) {
    Request request =
        new Request("POST", "https", "example.com", path, "a=1", Fields.of("accept", "*/*"));
    Response response =
        hook == Hook.VIEWER_RESPONSE
            ? new Response(200, Fields.of("content-type", "text/html"))
            : null;
    return new HandlerEvent(hook, "warm-up", "::1", request, response, ByteBuffer.wrap(new byte[1]))
        .with(new WarmUpData());
  }
}
