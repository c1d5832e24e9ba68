package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers that mean no good: each is stopped, and the others run on. */
class HostileHandlersTest {
  private static final HandlerLimits TIGHT =
      new HandlerLimits(
          Map.of(
              HandlerLimit.CPU_TIME, 150L,
              HandlerLimit.WALL_TIME, 1_500L,
              HandlerLimit.MEMORY, 16L << 20));
  private static final Set<HandlerFault> LIMITS =
      Set.of(HandlerFault.CPU_TIME, HandlerFault.WALL_TIME, HandlerFault.MEMORY);
  private static final HandlerSpec PEACEFUL =
      Handlers.spec("function handler(event) { return event.request }");
  private static final Handlers HANDLERS = new Handlers();

  @BeforeAll
  static void warm() throws HandlerProblem {
    HANDLERS.deploy(PEACEFUL);
    HANDLERS.call(PEACEFUL, Handlers.asking(Handlers.request("/")));
  }

  @AfterAll
  static void close() {
    HANDLERS.close();
  }

  private static Verdict run(String body) throws HandlerProblem {
    HandlerSpec spec = Handlers.spec("function handler(event) { " + body + " }", TIGHT);
    HANDLERS.deploy(PEACEFUL, spec);
    return HANDLERS.call(spec, Handlers.asking(Handlers.request("/")));
  }

  private static void othersRunOn() {
    assertThat(HANDLERS.call(PEACEFUL, Handlers.asking(Handlers.request("/"))))
        .isInstanceOf(Verdict.ContinueWith.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
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
        "return { then(f) { while (true) {} }, get uri() { while (true) {} } }"
      })
  void whatDoesNotEndIsStopped(String body) throws HandlerProblem {
    long begun = System.nanoTime();
    Verdict verdict = run(body);
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Failed.class, failed -> assertThat(LIMITS).contains(failed.fault()));
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun))
        .as("stopped within twice its wall time, and what it takes to begin")
        .isLessThan(8_000);
    othersRunOn();
  }

  @Test
  void whatIsStoppedTimeAfterTimeRestsAndOthersRunOn() throws HandlerProblem {
    HandlerLimits quick =
        new HandlerLimits(Map.of(HandlerLimit.CPU_TIME, 10L, HandlerLimit.WALL_TIME, 30_000L));
    HandlerSpec spins = Handlers.spec("function handler(event) { while (true) {} }", quick);
    HANDLERS.deploy(PEACEFUL, spins);
    List<HandlerFault> faults = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Verdict verdict = HANDLERS.call(spins, Handlers.asking(Handlers.request("/")));
      faults.add(((Verdict.Failed) verdict).fault());
    }
    assertThat(faults)
        .containsExactly(
            HandlerFault.CPU_TIME,
            HandlerFault.CPU_TIME,
            HandlerFault.CPU_TIME,
            HandlerFault.SUSPENDED);
    othersRunOn();
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
    Verdict verdict = run(body);
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Failed.class, failed -> assertThat(LIMITS).contains(failed.fault()));
    othersRunOn();
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
        "console.log.constructor('return 1')()"
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object.prototype.polluted = 1",
        "Array.prototype.polluted = 1",
        "String.prototype.polluted = 1",
        "Function.prototype.polluted = 1",
        "({}).__proto__.polluted = 1",
        "({}).constructor.prototype.polluted = 1",
        "Object.getPrototypeOf(function* () {}).prototype.polluted = 1",
        "Promise.prototype.polluted = 1",
        "Object.setPrototypeOf(Array.prototype, { polluted: 1 })",
        "Object.defineProperty(Object.prototype, 'polluted', { value: 1 })",
        "Array.prototype.map = () => 'polluted'",
        "Object.prototype.toString = () => 'polluted'",
        "JSON.stringify = () => 'polluted'",
        "JSON = { stringify: () => 'polluted' }",
        "Object.keys = () => ['polluted']",
        "console.log = () => 'polluted'; console.polluted = 1",
        "require('crypto').polluted = 1"
      })
  void whatIsBuiltInIsTheSameInTheNextCall(String pollution) throws HandlerProblem {
    HandlerSpec spec =
        Handlers.spec(
            """
            function handler(event) {
              if (event.request.uri === '/pollute') {
                try { %s } catch (e) {}
                return event.request;
              }
              const seen = [{}, [], '', handler, Promise.resolve(), console, require('crypto')]
                  .filter((each) => each.polluted !== undefined).length;
              const text = String({}) + JSON.stringify([1]) + [1].map((x) => x + 1) + Object.keys({ a: 1 });
              return { statusCode: 200, body: seen + text };
            }
            """
                .formatted(pollution));
    HANDLERS.deploy(PEACEFUL, spec);
    HANDLERS.call(spec, Handlers.asking(Handlers.request("/pollute")));
    Verdict verdict = HANDLERS.call(spec, Handlers.asking(Handlers.request("/")));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Respond.class,
            respond -> assertThat(Handlers.text(respond)).isEqualTo("0[object Object][1]2a"));
  }

  @Test
  void objectsStillGetPropertiesThatPrototypesHave() throws HandlerProblem {
    assertThat(
            Handlers.text(
                HANDLERS.made(
                    """
                    function handler() {
                      const e = new TypeError('a'); e.message = 'b'; e.name = 'Own';
                      const o = {}; o.toString = () => 'mine'; o.constructor = 1;
                      class Mine extends Error { constructor() { super('c'); this.name = 'Mine' } }
                      return { statusCode: 200, body: e + ' ' + o + ' ' + new Mine() };
                    }
                    """,
                    Handlers.asking(Handlers.request("/")))))
        .isEqualTo("Own: b mine Mine: c");
  }

  @Test
  void aPromiseThatIsSettledInALaterCallIsNotThatCallsResult() throws HandlerProblem {
    HandlerSpec spec =
        Handlers.spec(
            """
            let late;
            function handler(event) {
              if (event.request.uri === '/first') {
                return new Promise((resolve) => {
                  late = () => resolve({ statusCode: 200, body: 'of the first viewer' });
                });
              }
              late();
              return new Promise(() => {});
            }
            """);
    HANDLERS.deploy(PEACEFUL, spec);
    for (String path : List.of("/first", "/second")) {
      assertThat(HANDLERS.call(spec, Handlers.asking(Handlers.request(path))))
          .isInstanceOfSatisfying(
              Verdict.Failed.class,
              failed -> {
                assertThat(failed.fault()).isEqualTo(HandlerFault.INVALID_RESULT);
                assertThat(failed.said()).contains("never settled");
              });
    }
  }

  @Test
  void aFloodOfLinesEndsAtItsLimit() throws HandlerProblem {
    HANDLERS.log.clear();
    assertThat(
            run(
                "for (let i = 0; i < 1000; i++) console.log('flood '.repeat(100)); return"
                    + " event.request"))
        .isInstanceOf(Verdict.ContinueWith.class);
    int written = HANDLERS.log.stream().mapToInt(String::length).sum();
    assertThat(written).isBetween(4_000, 5_000);
  }

  @Test
  void whatNeverStartsIsNotDeployed() {
    HandlerSpec spec =
        Handlers.spec("const all = []; while (true) all.push(new Array(10000).fill(1))");
    assertThat(HANDLERS.host.deployed()).isPositive();
    assertThatThrownBy(() -> HANDLERS.deploy(PEACEFUL, spec))
        .isInstanceOf(HandlerProblem.class)
        .message()
        .containsAnyOf("memory", "time"); // What is reached first is the machine's.
    othersRunOn();
  }
}
