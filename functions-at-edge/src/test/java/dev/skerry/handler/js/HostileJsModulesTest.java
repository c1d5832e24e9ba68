package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules that mean no good: each is stopped, and the others run on. */
class HostileJsModulesTest {
  private static final HandlerLimits TIGHT =
      new HandlerLimits(
          Map.of(
              HandlerLimit.CPU_TIME, 300L,
              HandlerLimit.WALL_TIME, 1_500L,
              HandlerLimit.MEMORY, 32L << 20));
  private static final Set<HandlerFault> LIMITS =
      Set.of(HandlerFault.CPU_TIME, HandlerFault.WALL_TIME, HandlerFault.MEMORY);
  private static final HandlerSpec PEACEFUL =
      Handlers.spec("export default { fetch(request) { return request } }");
  private static final Handlers HANDLERS = new Handlers();

  @BeforeAll
  static void warm() throws HandlerProblem {
    HANDLERS.deploy(PEACEFUL);
    othersRunOn();
  }

  @AfterAll
  static void close() {
    HANDLERS.close();
  }

  private static Verdict run(String body) throws HandlerProblem {
    HandlerSpec spec =
        Handlers.spec("export default { async fetch(request, env, ctx) { " + body + " } }", TIGHT);
    HANDLERS.deploy(PEACEFUL, spec);
    return HANDLERS.call(spec, event());
  }

  private static HandlerEvent event() {
    return new HandlerEvent(
        Hook.VIEWER_REQUEST,
        "r-1",
        "::1",
        Handlers.request("/").method("POST").hasContent(true),
        null,
        ByteBuffer.wrap(new byte[1000]));
  }

  private static void othersRunOn() {
    assertThat(HANDLERS.call(PEACEFUL, event())).isInstanceOf(Verdict.ContinueWith.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "while (true) await null",
        "setTimeout(function again() { setTimeout(again, 0) }, 0); await new Promise(() => {})",
        "setInterval(() => {}, 0); await new Promise(() => {})",
        "setInterval(() => { while (true) {} }, 1); await new Promise(() => {})",
        "await new Promise((resolve) => setTimeout(resolve, 2 ** 31 - 1))",
        "queueMicrotask(function again() { queueMicrotask(again) })",
        "const all = []; while (true) all.push(Promise.resolve().then(() => all))",
        "return new Response(new ReadableStream({ pull(c) { c.enqueue(new Uint8Array(0)) } }))",
        "return new Response(new ReadableStream({ pull() { while (true) {} } }))",
        "await new ReadableStream({ pull(c) { c.enqueue(1) } }).pipeTo(new WritableStream())",
        "for await (const x of new ReadableStream({ pull(c) { c.enqueue(1) } })) {}",
        "const [a, b] = new ReadableStream({ pull(c) { c.enqueue('x'.repeat(1e5)) } }).tee();"
            + " for await (const x of a) {}",
        "new ReadableStream({ start(c) { while (true) c.enqueue('x') } })",
        "const t = new TransformStream({ transform(x, c) { while (true) c.enqueue(x) } });"
            + " t.writable.getWriter().write(1); await t.readable.getReader().read()",
        "const h = new Headers(); for (let i = 0; ; i++) h.append('a' + i, 'x'.repeat(1000))",
        "const p = new URLSearchParams(); while (true) p.append('a', 'b'.repeat(1000))",
        "const u = new URL('http://a/'); while (true) u.search += 'x'.repeat(1000)",
        "while (true) new URL('http://a/' + 'x/../'.repeat(1000))",
        "while (true) new URL('http://bücher' + Math.random() + '.example/')",
        "while (true) structuredClone([1, 2, { a: [3] }])",
        "structuredClone({ get a() { while (true) {} } })",
        "const s = new AbortController(); s.signal.onabort = () => { while (true) {} }; s.abort()",
        "const t = new EventTarget(); t.addEventListener('a', () => { while (true) {} });"
            + " t.dispatchEvent(new Event('a'))",
        "while (true) await crypto.subtle.digest('SHA-512', new Uint8Array(10000))",
        "while (true) crypto.getRandomValues(new Uint8Array(60000))",
        "while (true) btoa('x'.repeat(10000))",
        "while (true) new TextDecoder().decode(new TextEncoder().encode('x'.repeat(10000)))",
        "const all = []; while (true) all.push(new Blob(['x'.repeat(10000)]))",
        "const all = []; while (true) all.push(request.clone())",
        "const f = new FormData(); while (true) f.append('a', 'x'.repeat(1000))",
        "return { then(resolve) { while (true) {} } }",
        "return new Response({ toString() { while (true) {} } })",
        "return new Response('', { get status() { while (true) {} } })",
        "return new Request(request, { get headers() { while (true) {} } })",
        "return new Response('', { headers: { *[Symbol.iterator]() { while (true) yield ['a', 'b']"
            + " } } })",
        "while (true) try { request.headers.set('a', 'b') } catch (e) { continue }",
        "while (true) console.log('%s', 'x'.repeat(1000))",
        "const any = []; while (true) any.push(AbortSignal.any([AbortSignal.timeout(1000)]))",
        "while (true) setTimeout(() => {}, 1000), clearTimeout(1)",
        "await Promise.all(Array.from({ length: 1e4 }, async () => { while (true) await null }))",
        "let p = Promise.resolve(); while (true) p = p.then(() => p)",
      })
  void whatDoesNotEndIsStopped(String body) throws HandlerProblem {
    long begun = System.nanoTime();
    Verdict verdict = run(body);
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.fault()).as(failed.said()).isIn(LIMITS));
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun))
        .as("stopped within some times its wall time, and what it takes to begin")
        .isLessThan(20_000);
    othersRunOn();
  }

  /** As it would be else, if it took as long again as a call that does not stop is given. */
  @RepeatedTest(5)
  void aKeyThatTakesSecondsToMakeIsStoppedOnTheWay(RepetitionInfo repetition)
      throws HandlerProblem {
    // A handler of its own each time: one and the same would rest.
    assertThat(
            run(
                "const repetition = "
                    + repetition.getCurrentRepetition()
                    + "; while (true) await crypto.subtle.generateKey({ name: 'RSA-OAEP', hash:"
                    + " 'SHA-256', modulusLength: 4096, publicExponent: new Uint8Array([1, 0, 1])"
                    + " }, true, ['encrypt', 'decrypt'])"))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.fault()).as(failed.said()).isIn(LIMITS));
    othersRunOn();
    othersRunOn();
    assertThat(HANDLERS.host.disabled()).isZero();
    assertThat(HANDLERS.host.abandonedThreads()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eval('1')",
        "new Function('return 1')()",
        "URL.constructor('return 1')()",
        "Java.type('java.lang.System')",
        "setTimeout('while (true) {}')",
        "new Uint8Array(1e9)",
        "crypto.getRandomValues(new Uint8Array(65537))",
        "new URL('http://a/' + 'x'.repeat(2e6))",
        "await import('fs')",
        "self.constructor.constructor('return 1')()",
      })
  void whatIsTooMuchAtOnceOrNotThereThrows(String body) throws HandlerProblem {
    assertThat(run(body))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed ->
                assertThat(failed.fault())
                    .as(failed.said())
                    .isIn(HandlerFault.EXCEPTION, HandlerFault.MEMORY));
    othersRunOn();
  }

  // What is too much takes some time to come about, and may meet another limit before.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (let i = 0; i < 10001; i++) setTimeout(() => {}, 1000)",
        "new Blob(['x'.repeat(3e7), 'x'.repeat(3e7)])",
      })
  void whatIsTooMuchInTheEndThrowsOrIsStopped(String body) throws HandlerProblem {
    assertThat(run(body))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed ->
                assertThat(failed.fault())
                    .as(failed.said())
                    .isIn(
                        HandlerFault.EXCEPTION,
                        HandlerFault.MEMORY,
                        HandlerFault.CPU_TIME,
                        HandlerFault.WALL_TIME));
    othersRunOn();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return new Response('x'.repeat(2e6))",
        "return new Response(new Uint8Array(2e6))",
        "return new Response(new ReadableStream({ pull(c) { c.enqueue(new Uint8Array(1e5)) } }))",
        "return new Response('', { headers: { a: 'x'.repeat(40000) } })",
        "const h = new Headers(); for (let i = 0; i < 1000; i++) h.append('a' + i, 'x'.repeat(50));"
            + " return new Response('', { headers: h })",
      })
  void whatIsReturnedHasLimits(String body) throws HandlerProblem {
    assertThat(run(body))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed ->
                assertThat(failed.fault()).as(failed.said()).isEqualTo(HandlerFault.RESULT_SIZE));
    othersRunOn();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "URL.prototype.polluted = 1",
        "Headers.prototype.get = () => 'polluted'",
        "Response.prototype.text = () => 'polluted'",
        "URL = class { get pathname() { return 'polluted' } }",
        "globalThis.URL = 1",
        "self.Headers = 1",
        "Object.prototype.polluted = 1",
        "Object.defineProperty(URL.prototype, 'pathname', { get: () => 'polluted' })",
        "Object.getPrototypeOf(new Headers().keys()).next = () => ({ done: true })",
        "delete globalThis.URL",
        "console.log = 1; console.polluted = 1",
        "crypto.subtle.polluted = 1; crypto.randomUUID = 1",
        "Promise.prototype.then = () => 'polluted'",
        "ReadableStream.prototype.getReader = 1",
        "env.polluted = 1",
        "request.polluted = 1; ctx.polluted = 1",
      })
  void whatIsBuiltInIsTheSameInTheNextCall(String pollution) throws HandlerProblem {
    HandlerSpec spec =
        Handlers.spec(
            """
            export default {
              async fetch(request, env, ctx) {
                if (request.method === 'POST') {
                  try { %s } catch (e) {}
                  return;
                }
                const seen = [{}, URL.prototype, console, crypto.subtle, env, request, ctx, Promise.prototype]
                    .filter((each) => each.polluted !== undefined).length;
                const headers = [...new Headers({ a: 'b' }).keys()].join() + new Headers({ a: 'b' }).get('a');
                const body = await new Response('t').text();
                const read = (await new Response('u').body.getReader().read()).value.length;
                return new Response(seen + new URL('http://a/p').pathname + headers + body + read
                    + typeof console.log + typeof crypto.randomUUID());
              },
            };
            """
                .formatted(pollution));
    HANDLERS.deploy(PEACEFUL, spec);
    HANDLERS.call(spec, event());
    assertThat(HANDLERS.call(spec, Handlers.asking(Handlers.request("/"))))
        .isInstanceOfSatisfying(
            Verdict.Respond.class,
            respond -> assertThat(Handlers.text(respond)).isEqualTo("0/pabt1functionstring"));
  }
}
