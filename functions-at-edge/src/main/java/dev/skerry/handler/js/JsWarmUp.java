package dev.skerry.handler.js;

import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.web.WarmUpData;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Source;

/**
 * Calls of a handler of our own, so that the engine has loaded its classes before a limit runs: the
 * first call in a process would take many times what any other does.
 */
final class JsWarmUp {
  private static final int CALLS = 50;

  private static final String SOURCE =
      """
      function handler(event) {
        const message = event.response || event.request;
        message.headers['x-warm'] = { value: JSON.stringify(event).replace(/[^a-z]+/g, '').slice(0, 9) };
        require('crypto').createHmac('sha256', 'key').update(event.request.uri).digest('hex');
        require('querystring').stringify(require('querystring').parse('a=1&b=2'));
        try { null.x } catch (e) { console.log(e) }
        if (event.request.uri === '/throws') throw new TypeError('as asked');
        return event.response === undefined ? message : read(message);
      }
      async function read(message) {
        const { Item } = await require('skerry').env.WARM.get({ Key: { id: message.statusCode } });
        message.headers['x-warm'] = { value: JSON.stringify(Item) };
        return message;
      }
      """;

  static {
    List<Verdict> _ = calls();
  }

  private JsWarmUp() {}

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
    Source source =
        Source.newBuilder(JsEngine.LANGUAGE, spec.code().text(), spec.file()).buildLiteral();
    try (JsInstance instance =
        new JsInstance(spec, source, (handler, request, place, text) -> {})) {
      instance.start();
      for (int i = 0; i < CALLS; i++) {
        verdicts.add(instance.call(event(Hook.VIEWER_REQUEST, i == 0 ? "/throws" : "/warm")));
        verdicts.add(instance.call(event(Hook.VIEWER_RESPONSE, "/warm")));
      }
    } catch (HandlerProblem e) {
      throw new IllegalStateException("the code of the warm-up is valid", e);
    }
    return verdicts;
  }

  private static HandlerEvent event(Hook hook, String path) {
    Request request =
        new Request(
            "GET",
            "https",
            "example.com",
            path,
            "a=1",
            Fields.of("accept", "*/*", "cookie", "a=1"));
    Response response =
        hook == Hook.VIEWER_RESPONSE
            ? new Response(200, Fields.of("content-type", "text/html", "set-cookie", "a=1; Path=/"))
            : null;
    return new HandlerEvent(hook, "warm-up", "::1", request, response).with(new WarmUpData());
  }
}
