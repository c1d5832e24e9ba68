package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import java.util.Map;

/** Expressions that a module evaluates: what they give, as a string. */
final class Expressions {
  private static final String AROUND =
      """
      const S = crypto.subtle;
      const hex = (data) => [...new Uint8Array(data.buffer ?? data)].map((x) => x.toString(16).padStart(2, '0')).join('');
      const octets = (text) => Uint8Array.from(text.match(/../g) ?? [], (each) => parseInt(each, 16));
      const bytes = (text) => new TextEncoder().encode(text);
      const thrown = (call) => { try { call(); return 'nothing' } catch (e) { return e.name } };
      const rejected = (promise) => promise.then(() => 'nothing', (e) => e.name);
      const all = async (stream) => { const list = []; for await (const x of stream) list.push(x); return list };
      export default {
        async fetch(request, env, ctx) { return new Response(String(await (EXPRESSION))) },
      };
      """;

  private static final HandlerLimits LIMITS =
      new HandlerLimits(
          Map.of(
              HandlerLimit.CPU_TIME, 20_000L,
              HandlerLimit.WALL_TIME, 60_000L,
              HandlerLimit.MEMORY, 256L << 20));

  private final Handlers handlers;

  private Expressions(Handlers handlers) {
    this.handlers = handlers;
  }

  /** Those that handlers of a kind evaluate. */
  static Expressions of(HandlerKind kind) {
    return new Expressions(Handlers.of(kind));
  }

  void give(String expression, String expected) throws HandlerProblem {
    assertThat(
            Handlers.text(
                handlers.made(
                    Handlers.spec(AROUND.replace("EXPRESSION", expression), LIMITS),
                    Handlers.asking(Handlers.request("/a?b=c")))))
        .isEqualTo(expected);
  }
}
