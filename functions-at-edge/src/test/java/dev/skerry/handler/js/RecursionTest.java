package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that call themselves have an end, whatever they do about it. */
class RecursionTest {
  private static final HandlerLimits LIMITS =
      new HandlerLimits(Map.of(HandlerLimit.CPU_TIME, 100L, HandlerLimit.WALL_TIME, 20_000L));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "function f() { try { f() } catch (e) { f() } } f()",
        "function f() { try { f() } finally { f() } } f()",
        "const f = () => { try { [1, 2].forEach(f) } catch (e) { new Promise(f); f() } }; f()",
        "const f = () => { try { 'abc'.replace(/./g, f) } catch (e) { f() } }; f()",
        "async function f() { try { await f() } catch (e) { await f() } } await f()",
        "function* f() { try { yield* f() } finally { yield* f() } } for (const x of f());",
        "class A { get x() { try { return this.x } catch (e) { return new A().x } } } new A().x",
        "const p = new Proxy({}, {get(t, k, r) { try { return r[k] } catch (e) { return r[k] } }});"
            + " p.x",
        "const o = {toString() { try { return `${o}` } catch (e) { return `${o}` } }}; `${o}`",
        "const o = {toJSON() { try { JSON.stringify(o) } catch (e) { JSON.stringify(o) } }};"
            + " JSON.stringify(o)",
        "function f() { try { [2, 1].sort(f) } catch (e) { [2, 1].sort(f) } } f()",
        "function f() { try { new f() } catch (e) { Reflect.construct(f, []) } } f()",
        "const f = (a) => { try { f.apply(null, a) } catch (e) { f.call(null, a) } }; f([])",
      })
  void recursionThatCatchesItsOverflowIsStoppedAndNoThreadIsGivenUp(String code) throws Exception {
    HandlerSpec hostile =
        Handlers.spec(
            "async function handler(event) { " + code + "; return event.request }", LIMITS);
    HandlerSpec peaceful =
        Handlers.spec(
            "async function handler(event) { await Promise.reject(1).catch(() => 1); return"
                + " event.request }");
    try (Handlers handlers = new Handlers()) {
      handlers.deploy(peaceful, hostile);
      for (int i = 0; i < 3; i++) {
        assertThat(call(handlers, hostile))
            .isInstanceOfSatisfying(
                Verdict.Failed.class,
                failed ->
                    assertThat(failed.fault()).isIn(HandlerFault.CPU_TIME, HandlerFault.MEMORY));
        assertThat(call(handlers, peaceful)).isInstanceOf(Verdict.ContinueWith.class);
      }
      assertThat(handlers.host.abandonedThreads()).isZero();
      assertThat(handlers.host.disabled()).isZero();
    }
  }

  @Test
  void recursionThatIsTooDeepIsAnErrorOfTheScript() throws Exception {
    String code =
        """
        function handler(event) {
          let depth = 0;
          function f() { depth++; f() }
          try { f() } catch (e) {
            event.request.uri = `/${e instanceof RangeError}/${e.name}/${depth}`;
          }
          return event.request;
        }
        """;
    HandlerSpec spec = Handlers.spec(code);
    try (Handlers handlers = new Handlers()) {
      handlers.deploy(spec);
      for (int i = 0; i < 3; i++) {
        assertThat(call(handlers, spec))
            .isInstanceOfSatisfying(
                Verdict.ContinueWith.class,
                verdict ->
                    assertThat(verdict.toString())
                        .containsPattern("/true/RangeError/[2-9]\\d\\d\\b"));
      }
    }
  }

  /** Neither in the first calls of a process, nor where the JVM never compiles to the end. */
  @ParameterizedTest
  @ValueSource(strings = {"-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1", "-Xint"})
  void functionsMayBeNestedSomeHundredDeepBeforeAnythingIsCompiled(
      String compiling, @TempDir Path folder) throws Exception {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> options = List.of(compiling, "-cp", path);
    assertThat(OwnJvm.told(OwnJvm.run(FirstCalls.class, folder, options)))
        .hasSize(3)
        .allMatch(told -> told.matches("RangeError ([2-9]\\d\\d|1000)"));
  }

  /** A leaf is called as fast where its branch is deep: there is no look for room each time. */
  @Test
  void whatIsCalledAgainAndAgainAtADepthIsNotLookedAtEachTime() throws Exception {
    String code =
        """
        function handler(event) {
          const leaf = (n) => n + 1;
          const deep = (depth) => {
            if (depth > 0) return deep(depth - 1);
            let n = 0;
            while (n < 20000) n = leaf(n);
            return n;
          };
          let sum = 0;
          for (let depth = 56; depth < 80; depth++) sum += deep(depth);
          event.request.uri = '/' + sum;
          return event.request;
        }
        """;
    HandlerLimits tenSeconds =
        new HandlerLimits(
            Map.of(
                HandlerLimit.CPU_TIME,
                10_000L,
                HandlerLimit.WALL_TIME,
                60_000L,
                HandlerLimit.MEMORY,
                512L << 20));
    HandlerSpec spec = Handlers.spec(code, tenSeconds);
    try (Handlers handlers = new Handlers()) {
      handlers.deploy(spec);
      assertThat(call(handlers, spec).toString()).contains("/480000");
    }
  }

  /** What counts the depth comes back to where it was, however a function is left. */
  @Test
  void functionsThatAreLeftInAnyWayAreNotCountedAnyMore() throws Exception {
    String code =
        """
        async function handler(event) {
          function* numbers() { for (let i = 0; i < 2000; i++) yield i }
          let sum = 0;
          for (const n of numbers()) sum += n;
          for (let i = 0; i < 2000; i++) for (const n of numbers()) { sum += n; break }
          for (let i = 0; i < 2000; i++) await i;
          for (let i = 0; i < 2000; i++) try { (() => { throw i })() } catch (e) { sum += e }
          async function* later() { for (let i = 0; i < 2000; i++) yield i }
          for await (const n of later()) sum += n;
          return event.request;
        }
        """;
    HandlerSpec spec =
        Handlers.spec(
            code,
            new HandlerLimits(
                Map.of(
                    HandlerLimit.CPU_TIME,
                    10_000L,
                    HandlerLimit.WALL_TIME,
                    20_000L,
                    HandlerLimit.MEMORY,
                    512L << 20)));
    try (Handlers handlers = new Handlers()) {
      handlers.deploy(spec);
      assertThat(call(handlers, spec)).isInstanceOf(Verdict.ContinueWith.class);
    }
  }

  private static Verdict call(Handlers handlers, HandlerSpec spec) throws HandlerProblem {
    return handlers.call(spec, Handlers.asking(Handlers.request("/")));
  }
}
