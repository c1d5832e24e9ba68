package dev.skerry.handler.sandboxed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Handlers that mean no good, as the ones of GraalJS's tests: each is stopped before it has used
 * twice its limit, and the others run on.
 */
class HostileSandboxedTest {
  private static final HandlerLimits TIGHT =
      new HandlerLimits(
          Map.of(
              HandlerLimit.CPU_TIME, 400L,
              HandlerLimit.WALL_TIME, 4_000L,
              HandlerLimit.MEMORY, 16L << 20));
  private static final HandlerSpec PEACEFUL =
      Sandboxed.spec("function handler(event) { return event.request }", Sandboxed.PATIENT);
  private static final Sandboxed HANDLERS = new Sandboxed(1);

  @BeforeAll
  static void warm() throws HandlerProblem {
    HANDLERS.host.deploy(List.of(PEACEFUL));
  }

  @AfterAll
  static void close() {
    HANDLERS.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "let n = 0; function again() { n++; try { again() } catch (e) { again() } } again()",
        "Array.from({length: 1e9})",
        "while (true) {}",
        "for (;;) { try { throw 1 } catch (e) { continue } finally { continue } }",
        "/(a+)+$/.test('a'.repeat(60) + '!') || /^(a|aa)+\\1$/.test('a'.repeat(60) + '!')",
        "while (true) { const list = []; for (let i = 0; i < 1e5; i++) list.push(Math.random());"
            + " list.sort() }",
        "const list = []; for (let i = 0; i < 1e5; i++) list.push(i); list.sort(() => { while"
            + " (true) {} })",
        "'x'.replace(/x/, () => { while (true) {} })",
        "JSON.stringify({ get a() { while (true) {} } })",
        "return new Proxy({}, { get() { while (true) {} } })",
        "while (true) { [1, 2, 3].indexOf(4) }",
        "function* forever() { while (true) yield 1 } for (const x of forever()) {}",
        "while (true) { 'x'.repeat(1e5).split('').reverse().join('') }",
        "return Promise.resolve().then(function again() { return Promise.resolve().then(again) })",
        "return (async () => { while (true) await null })()",
        "event.request.headers = new Proxy({}, { ownKeys() { while (true) {} } }); return"
            + " event.request",
        "return { statusCode: 200, get headers() { while (true) {} } }",
        "return { then(f) { while (true) {} }, get uri() { while (true) {} } }",
        "while (true) console.log('x')",
        "while (true) Buffer.from('x'.repeat(100000)).toString('base64')",
        "while (true) require('crypto').createHash('md5').update('x'.repeat(100000)).digest('hex')",
        "while (true) new Error().stack.length",
        "while (true) structuredDepth(event); function structuredDepth(e) {"
            + " JSON.parse(JSON.stringify(e)) }",
        "const a = new Array(1e6).fill(0); while (true) a.splice(0, 1, 1)",
        "let d = 1; while (true) d = Math.sin(d) + Date.now()"
      })
  void whatDoesNotEndIsStopped(String body) throws HandlerProblem {
    fails(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const all = []; while (true) all.push(new Array(1000).fill(1))",
        "const all = []; while (true) all.push({ a: { b: { c: [] } } })",
        "const all = []; while (true) all.push('x'.repeat(1000) + Math.random())",
        "const all = new Map(); for (let i = 0; ; i++) all.set('key' + i, [i])",
        "const all = []; while (true) all.push(new Uint8Array(100000))",
        "const all = []; while (true) all.push(function () { return all })",
        "for (let i = 0; ; i++) Symbol.for('x'.repeat(1000) + i)",
        "globalThis.all = []; while (true) all.push(JSON.parse('[' + '[],'.repeat(1000) + '1]'))"
      })
  void whatAllocatesWithoutEndIsStopped(String body) throws HandlerProblem {
    fails(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "let s = 'x'; while (true) s += s",
        "'x'.repeat(5e8)",
        "''.padEnd(1e9, 'xy')",
        "new ArrayBuffer(2e9).byteLength",
        "new Uint8Array(1e9).length",
        "JSON.stringify(new Array(1e8))",
        "function deeper() { return deeper() + 1 } deeper()",
        "const a = {}; a.a = a; JSON.stringify(a)",
        "eval('1')",
        "new Function('return 1')()",
        "(function () {}).constructor('return 1')()",
        "const p = Java.type('java.lang.System')",
        "load('/etc/passwd')",
        "Polyglot.import('x')",
        "require('fs')",
        "require.constructor.constructor('return 1')()",
        "console.log.constructor('return 1')()",
        "java_invoke('skerry', 'source', '')",
        "function deeper() { require('crypto').createHash('sha256').update('a').digest('hex');"
            + " return deeper() + 1 } return deeper()",
        "Buffer.from('x'.repeat(1e7)).toString('hex')",
        "throw 'x'.repeat(1e7)",
        "return { statusCode: 200, body: 'x'.repeat(1e7) }"
      })
  void whatIsTooMuchAtOnceOrNotThereThrows(String body) throws HandlerProblem {
    fails(body);
  }

  private static void fails(String body) throws HandlerProblem {
    HandlerSpec spec = Sandboxed.spec("function handler(event) { " + body + " }", TIGHT);
    HANDLERS.host.deploy(List.of(PEACEFUL, spec));
    long before = processorMillis();
    assertThat(HANDLERS.call(spec, Sandboxed.asking("/")))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed ->
                assertThat(failed.fault())
                    .as(failed.said())
                    .isIn(
                        HandlerFault.CPU_TIME,
                        HandlerFault.WALL_TIME,
                        HandlerFault.MEMORY,
                        HandlerFault.EXCEPTION));
    // There is one worker: this waits until it is free.
    assertThat(HANDLERS.call(PEACEFUL, Sandboxed.asking("/")))
        .isInstanceOf(Verdict.ContinueWith.class);
    assertThat(processorMillis() - before).isLessThan(2 * TIGHT.get(HandlerLimit.CPU_TIME));
    assertThat(HANDLERS.host.disabled()).isZero();
    assertThat(HANDLERS.host.abandonedThreads()).isZero();
  }

  /** What the worker has used until now. */
  private static long processorMillis() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (long id : threads.getAllThreadIds()) {
      ThreadInfo thread = threads.getThreadInfo(id);
      if (thread != null && thread.getThreadName().matches("skerry-handler-\\d+")) {
        nanos += threads.getThreadCpuTime(id);
      }
    }
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
