package dev.skerry.handler.js;

import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.List;
import java.util.Map;

/** A program that calls handlers until they are compiled, and hostile ones, and tells of each. */
final class CompiledCalls {
  private static final int CALLS = 500;

  private static final HandlerLimits TIGHT =
      new HandlerLimits(
          Map.of(
              HandlerLimit.CPU_TIME, 150L,
              HandlerLimit.WALL_TIME, 1_500L,
              HandlerLimit.MEMORY, 16L << 20));

  private static final String FUNCTION =
      """
      function handler(event) {
        let sum = 0;
        for (let i = 0; i < 100; i++) sum += i;
        event.request.headers['x-sum'] = { value: String(sum) };
        return event.request;
      }
      """;

  private static final String MODULE =
      """
      export default {
        async fetch(request) {
          const headers = new Headers(request.headers);
          let sum = 0;
          for (let i = 0; i < 100; i++) sum += i;
          headers.set('x-sum', String(sum));
          return new Request(request, { headers });
        },
      };
      """;

  /** Its loop is compiled long before it does not end. */
  private static final String SPINS =
      """
      function handler(event) {
        const spins = event.request.uri === '/for-ever' ? Infinity : 1000;
        for (let i = 0; i < spins; i++) Math.sqrt(i);
        return event.request;
      }
      """;

  private static final List<String> HOSTILE =
      List.of(
          "while (true) {}",
          "/(a+)+$/.test('a'.repeat(60) + '!') || /^(a|aa)+\\1$/.test('a'.repeat(60) + '!')",
          "[3, 2, 1].sort(() => { while (true) {} })",
          "function f() { try { f() } catch (e) { f() } } f()",
          "return (async () => { while (true) await null })()",
          "const all = []; while (true) all.push(new Array(1000).fill(1))");

  private CompiledCalls() {}

  public static void main(String[] arguments) throws HandlerProblem {
    try (Handlers handlers = new Handlers()) {
      OwnJvm.tell("function " + sum(handlers, Handlers.spec(FUNCTION)));
      OwnJvm.tell("module " + sum(handlers, Handlers.spec(MODULE)));
      HandlerSpec spins = Handlers.spec(SPINS, TIGHT);
      Verdict _ = called(handlers, spins);
      OwnJvm.tell("compiled loop " + outcome(handlers, spins));
      for (String body : HOSTILE) {
        HandlerSpec spec = Handlers.spec("function handler(event) { " + body + " }", TIGHT);
        OwnJvm.tell("hostile " + outcome(handlers, spec));
      }
      OwnJvm.tell("then " + sum(handlers, Handlers.spec(FUNCTION)));
    }
    System.exit(0); // whatever the engine's threads are at
  }

  private static String sum(Handlers handlers, HandlerSpec spec) throws HandlerProblem {
    Verdict last = called(handlers, spec);
    return last instanceof Verdict.ContinueWith go
        ? String.valueOf(go.request().fields().first("x-sum"))
        : last.toString();
  }

  /** The last of the calls that it takes until it is compiled. */
  private static Verdict called(Handlers handlers, HandlerSpec spec) throws HandlerProblem {
    Verdict last = handlers.run(spec, Handlers.asking(Handlers.request("/")));
    for (int i = 1; i < CALLS; i++) {
      last = handlers.call(spec, Handlers.asking(Handlers.request("/")));
    }
    return last;
  }

  private static String outcome(Handlers handlers, HandlerSpec spec) throws HandlerProblem {
    Verdict verdict = handlers.run(spec, Handlers.asking(Handlers.request("/for-ever")));
    return verdict instanceof Verdict.Failed failed
        ? failed.fault().toString()
        : verdict.toString();
  }
}
