package dev.skerry.handler.sandboxed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules of anybody that mean no good: each is stopped or fails, and the others run on. */
class HostileModulesTest {
  private static final HandlerLimits TIGHT =
      new HandlerLimits(
          Map.of(
              HandlerLimit.CPU_TIME, 400L,
              HandlerLimit.WALL_TIME, 4_000L,
              HandlerLimit.MEMORY, 16L << 20));
  private static final HandlerSpec PEACEFUL =
      Sandboxed.spec("export default { fetch() {} }", Sandboxed.PATIENT);
  private static final Sandboxed HANDLERS = new Sandboxed(1);

  @AfterAll
  static void close() {
    HANDLERS.close();
  }

  private static Verdict verdict(String source, HandlerLimits limits) throws HandlerProblem {
    HandlerSpec spec = Sandboxed.spec(source, limits);
    HANDLERS.host.deploy(List.of(PEACEFUL, spec));
    Verdict verdict = HANDLERS.call(spec, Sandboxed.asking("/"));
    // There is one worker: this waits until it is free.
    assertThat(HANDLERS.call(PEACEFUL, Sandboxed.asking("/")))
        .isInstanceOf(Verdict.ContinueWith.class);
    assertThat(HANDLERS.host.disabled()).isZero();
    assertThat(HANDLERS.host.abandonedThreads()).isZero();
    return verdict;
  }

  private static Verdict.Failed failure(String source, HandlerLimits limits) throws HandlerProblem {
    Verdict verdict = verdict(source, limits);
    assertThat(verdict).isInstanceOf(Verdict.Failed.class);
    return (Verdict.Failed) verdict;
  }

  private static String module(String body) {
    return "export default { async fetch(request, env, ctx) { " + body + " } }";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) await null",
        "queueMicrotask(function again() { queueMicrotask(again) })",
        "let p = Promise.resolve(); while (true) p = p.then(() => p)",
        "const all = []; while (true) all.push(new Uint8Array(100000))",
        "setInterval(() => { while (true) {} }, 1); await new Promise(() => {})",
        "await new Promise((resolve) => setTimeout(resolve, 2 ** 31 - 1))",
        "return new Response(new ReadableStream({ pull() { while (true) {} } }))",
        "return { then(resolve) { while (true) {} } }",
        "while (true) await crypto.subtle.digest('SHA-512', new Uint8Array(10000))",
        "while (true) new URL('http://a/' + 'x/../'.repeat(1000))",
      })
  void whatDoesNotEndIsStopped(String body) throws HandlerProblem {
    // The engine may run out of memory before the host says so: to the code that is an exception.
    assertThat(failure(module(body), TIGHT).fault())
        .isIn(
            HandlerFault.CPU_TIME,
            HandlerFault.WALL_TIME,
            HandlerFault.MEMORY,
            HandlerFault.EXCEPTION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "function deeper() { return deeper() + 1 } return deeper()",
        "return new Response('x'.repeat(1e7))",
        "function deeper() { new URL('http://a/'); return deeper() + 1 } return deeper()",
        "await crypto.subtle.generateKey({ name: 'RSA-PSS', modulusLength: 4096,"
            + " publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }, true, ['sign'])",
        "return (0, eval)('1')",
        "return Function('return 1')()",
        "return await import('fs')",
        "return java_invoke('skerry', 'names', '')",
      })
  void whatIsTooMuchAtOnceOrNotThereThrows(String body) throws HandlerProblem {
    assertThat(failure(module(body), Sandboxed.PATIENT).fault())
        .isIn(HandlerFault.EXCEPTION, HandlerFault.RESULT_SIZE, HandlerFault.MEMORY);
  }

  @Test
  void aPromiseThatIsNeverSettledIsSaid() throws HandlerProblem {
    assertThat(failure(module("await new Promise(() => {})"), Sandboxed.PATIENT).said())
        .contains("never settled");
  }

  @Test
  void whatTrapsAfterTheVerdictIsLogged() throws HandlerProblem {
    HANDLERS.log.clear();
    Verdict verdict =
        verdict(
            """
            const deeper = () => deeper() + 1;
            export default {
              fetch(request, env, ctx) {
                ctx.waitUntil(new Promise((done) => setTimeout(done, 1)).then(deeper));
                return new Response('first');
              },
            };
            """,
            Sandboxed.PATIENT);
    assertThat(verdict).isInstanceOf(Verdict.Respond.class);
    assertThat(HANDLERS.log)
        .anySatisfy(line -> assertThat(line).endsWith("waitUntil: memory: call stack exhausted"));
  }

  @Test
  void whatIsToldToTheHostIsNotBelieved() throws HandlerProblem {
    Verdict.Failed failed =
        failure(
            """
            const views = Object.getPrototypeOf(Uint8Array.prototype);
            const { get } = Object.getOwnPropertyDescriptor(views, 'byteLength');
            const claims = { on: false };
            Object.defineProperty(views, 'byteLength', {
              get() { return claims.on ? { valueOf: () => (claims.asked++ ? 2e9 : 1), toString: () => '2000000000' } : get.call(this) },
            });
            export default {
              fetch() {
                claims.on = true;
                claims.asked = 0;
                crypto.getRandomValues(new Uint8Array(1));
              },
            };
            """,
            Sandboxed.PATIENT);
    assertThat(failed.fault()).isEqualTo(HandlerFault.EXCEPTION);
  }

  @Test
  void whatIsBuiltInIsTheSameInEveryCall() throws HandlerProblem {
    HandlerSpec spec =
        Sandboxed.spec(
            module(
                """
                const before = ({}).polluted + String([].at === undefined);
                try { Object.prototype.polluted = 'yes' } catch (e) {}
                try { Array.prototype.at = undefined } catch (e) {}
                try { Response.prototype.text = () => 'mine' } catch (e) {}
                return new Response(before);
                """),
            Sandboxed.PATIENT);
    HANDLERS.host.deploy(List.of(PEACEFUL, spec));
    for (int i = 0; i < 2; i++) {
      assertThat(HANDLERS.call(spec, Sandboxed.asking("/")))
          .isInstanceOfSatisfying(
              Verdict.Respond.class,
              made ->
                  assertThat(StandardCharsets.UTF_8.decode(made.content().duplicate()).toString())
                      .isEqualTo("undefinedfalse"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"export const x = ;", "import x from './other.js'; export default {}"})
  void whatIsNoModuleIsRefused(String source) {
    assertThatThrownBy(
            () ->
                HANDLERS.host.deploy(List.of(Sandboxed.spec(source, Sandboxed.PATIENT), PEACEFUL)))
        .isInstanceOf(HandlerProblem.class);
  }

  @Test
  void aPlaceIsTheAuthors() throws HandlerProblem {
    Verdict.Failed failed =
        failure(
            """

            const wrong = () => { throw new RangeError('as asked') };
            export default {
              async fetch() {
                await null;
                wrong();
              },
            };
            """,
            Sandboxed.PATIENT);
    assertThat(failed.message()).isEqualTo("RangeError: as asked");
    assertThat(failed.place()).isEqualTo("tested.js:2");
  }
}
