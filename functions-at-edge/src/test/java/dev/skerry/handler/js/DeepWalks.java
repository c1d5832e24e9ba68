package dev.skerry.handler.js;

import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.List;
import java.util.Map;

/**
 * A program whose handlers have the engine run out of stack at places that its classes have not
 * been at before, and that tells what another handler can do then.
 */
final class DeepWalks {
  private static final HandlerLimits AMPLE =
      new HandlerLimits(
          Map.of(
              HandlerLimit.CPU_TIME, 20_000L,
              HandlerLimit.WALL_TIME, 60_000L,
              HandlerLimit.MEMORY, 512L << 20));

  /** What makes it deeper, what walks it, and what may lie at its end, to be seen there first. */
  private record Walk(String name, String deeper, String walk, String end, String ends) {}

  private static final List<Walk> WALKS =
      List.of(
          new Walk(
              "nested arrays",
              "(a) => [a]",
              "a.flat(Infinity)",
              "1",
              "[1.5, 2.5]; [1, , 2]; new Proxy([1], {}); new Uint8Array(3); 'x'; Symbol('x');"
                  + " (function () { return arguments })(1, 2); new (class extends Array {})(3)"),
          new Walk(
              "nested objects",
              "(a) => ({ a })",
              "JSON.stringify(a)",
              "1",
              "new Date(0); new Boolean(true); new Proxy({}, Reflect); 1.5e-7; new Map([[1, 2]]);"
                  + " [1.5, 2.5]"),
          new Walk(
              "proxies of proxies",
              "(a) => new Proxy(a, {})",
              "a.x; a.x = 1; Object.keys(a); ({ ...a })",
              "{}",
              "{ get x() { return 1 } }; Object.create(new Date(0)); new Uint8Array(3); class {}"),
          new Walk(
              "chains of prototypes",
              "(a) => Object.create(a)",
              "a.x; a.x = 2; a instanceof Map; a[7]",
              "{}",
              "new Proxy({}, {}); new String('ab'); new Uint8Array(3)"),
          new Walk(
              "functions that are bound",
              "(a) => a.bind(1)",
              "a(); [] instanceof a",
              "function () {}",
              "async function () { throw 1 }; function* () {}; Math.hypot; class {}; Promise"),
          new Walk(
              "text of nested arrays",
              "(a) => `[${a}]`",
              "JSON.parse(a)",
              "'1'",
              "'1.5e-7'; '\"\\\\u0041\"'; '{\"b\":1.5}'; 'x'"));

  /** Finds how deep it can be, and has each end looked at there and some levels above. */
  private static final String SOURCE =
      """
      function handler(event) {
        const deeper = DEEPER;
        const deep = (a, depth) => { for (let i = 0; i < depth; i++) a = deeper(a); return a };
        let overflows = 0;
        const others = new Set();
        const fails = (end, depth) => {
          const a = deep(end, depth);
          try { WALK; return false } catch (e) {
            if (e.message.includes('call stack')) overflows++; else others.add(e.message);
            return true;
          }
        };
        let most = 100;
        for (let step = 2048; step >= 1; step /= 2) if (!fails((END), most + step)) most += step;
        for (const end of [ENDS]) {
          for (let depth = most + 2; depth > most - 40; depth--) fails(end(), depth);
        }
        return { statusCode: 200, body: [...others].filter((e) => e.includes('class')).join() || 'well' };
      }
      """;

  private static final String PEACEFUL =
      """
      async function handler(event) {
        class A { #x = [1.5, 2.5]; get sum() { return this.#x.reduce((a, b) => a + b) } }
        function* numbers() { yield* [1, 2, 3] }
        async function* later() { for (const n of numbers()) yield await n }
        const out = [new A().sum, [...numbers()].join('')];
        for await (const n of later()) out.push(n);
        await Promise.reject(new Error('e')).catch((e) => out.push(e.message));
        await Promise.allSettled([Promise.resolve(1), Promise.reject(2)]).then((r) => out.push(r.length));
        out.push('a-b'.replace(/(?<first>\\w)-(?=b)/u, '$<first>'), /(\\d+)(?<!x)$/.exec('x12')[1]);
        out.push(new Date(0).toISOString(), new Map([[1, 2]]).size, new Uint8Array([1, 2]).length);
        out.push([[[1]]].flat(Infinity)[0], JSON.stringify({ a: [1.5] }), JSON.parse('{"b":1.5e-7}').b);
        out.push(new Proxy({ x: 4 }, {}).x, ((a) => a + 1).bind(null, 4)(), Symbol('s').toString());
        return { statusCode: 200, body: out.join(' ') };
      }
      """;

  private DeepWalks() {}

  public static void main(String[] arguments) throws HandlerProblem {
    try (Handlers handlers = new Handlers()) {
      for (Walk walk : WALKS) {
        OwnJvm.tell(walk.name() + ": " + body(handlers, Handlers.spec(source(walk), AMPLE)));
      }
      OwnJvm.tell("then " + body(handlers, Handlers.spec(PEACEFUL)));
    }
    System.exit(0); // whatever the engine's threads are at
  }

  private static String source(Walk walk) {
    String ends =
        List.of(walk.ends().split("; ")).stream()
            .map(end -> "() => (" + end + ")")
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow();
    return SOURCE
        .replace("DEEPER", walk.deeper())
        .replace("WALK", walk.walk())
        .replace("ENDS", ends)
        .replace("END", walk.end());
  }

  private static String body(Handlers handlers, HandlerSpec spec) throws HandlerProblem {
    return handlers.run(spec, Handlers.asking(Handlers.request("/")))
            instanceof Verdict.Respond respond
        ? Handlers.text(respond)
        : handlers.call(spec, Handlers.asking(Handlers.request("/"))).toString();
  }
}
