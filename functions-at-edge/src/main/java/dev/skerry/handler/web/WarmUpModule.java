package dev.skerry.handler.web;

import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Occurrence;
import dev.skerry.handler.Subrequests;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/**
 * A module of our own, which engines call before a limit runs, so that what the platform needs has
 * been loaded: the first call in a process would take many times what any other does.
 */
public final class WarmUpModule {
  /** Nobody is asked. */
  public static final Subrequests SUBREQUESTS =
      (request, content, hosts, mostOctets, done) -> () -> {};

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

  private WarmUpModule() {}

  /** The module, of a kind. */
  public static HandlerSpec spec(HandlerKind kind) {
    return new HandlerSpec(
            "warm-up",
            kind,
            "warm-up.js",
            HandlerCode.of(SOURCE),
            HandlerSpec.OnFailure.CLOSED,
            HandlerLimits.DEFAULT)
        .with(WarmUpData.BINDINGS);
  }

  /** One at each of its hooks; at the first of the first round it throws. */
  public static List<HandlerEvent> events(boolean isFirst) {
    return List.of(
        event(Hook.VIEWER_REQUEST, isFirst ? "/throws" : "/warm"),
        event(Hook.VIEWER_RESPONSE, "/warm"),
        HandlerEvent.scheduled("warm-up", NEVER));
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
