package dev.skerry.handler.sandboxed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.KeyValues;
import dev.skerry.handler.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Handlers in JavaScript, run by QuickJS. */
class SandboxedTest {
  private static final Sandboxed HANDLERS = new Sandboxed();

  @AfterAll
  static void close() {
    HANDLERS.close();
  }

  private static String body(String expression) throws HandlerProblem {
    Verdict verdict =
        HANDLERS.run(
            "async function handler(event) { return { statusCode: 200, body: String("
                + expression
                + ") } }",
            Sandboxed.asking("/a"));
    assertThat(verdict).isInstanceOf(Verdict.Respond.class);
    return StandardCharsets.UTF_8.decode(((Verdict.Respond) verdict).content()).toString();
  }

  @Test
  void aRequestIsChanged() throws HandlerProblem {
    assertThat(
            HANDLERS.run(
                "const handler = (event) => { event.request.uri += 'b'; return event.request }",
                Sandboxed.asking("/a")))
        .isInstanceOfSatisfying(
            Verdict.ContinueWith.class, go -> assertThat(go.request().path()).isEqualTo("/ab"));
  }

  @Test
  void aNameThatIsNoneIsAnInvalidResult() throws HandlerProblem {
    for (String name : new String[] {"a\\nb", "a\\u0000b", "\\u0000", "a\\r\\nx-b"}) {
      String source =
          "function handler(event) { event.request.headers['"
              + name
              + "'] = { value: 'x' }; return event.request }";
      assertThat(HANDLERS.run(source, Sandboxed.asking("/a")))
          .as(name)
          .isInstanceOfSatisfying(
              Verdict.Failed.class,
              failed -> assertThat(failed.fault()).isEqualTo(HandlerFault.INVALID_RESULT));
    }
  }

  @Test
  void aResponseIsChanged() throws HandlerProblem {
    assertThat(
            HANDLERS.run(
                "function handler(event) { event.response.headers['x-a'] = { value: 'é' };"
                    + " return event.response }",
                Sandboxed.answering("x-b", "c")))
        .isInstanceOfSatisfying(
            Verdict.Change.class,
            change -> assertThat(change.response().fields().first("x-a")).isEqualTo("é"));
  }

  @Test
  void theLibraryIsThere() throws HandlerProblem {
    assertThat(body("require('crypto').createHash('sha256').update('abc').digest('hex')"))
        .startsWith("ba7816bf8f01cfea414140de5dae2223");
    assertThat(body("require('crypto').createHmac('sha256', 'k').update('a').digest('hex')"))
        .hasSize(64);
    assertThat(body("btoa('abc') + await Promise.resolve(atob('YQ=='))")).isEqualTo("YWJja");
  }

  @Test
  void aLineOfTheLogHasThePlaceOfTheSource() throws HandlerProblem {
    HANDLERS.log.clear();
    HANDLERS.run(
        "function handler(event) {\n  console.log('here', { a: 1 });\n  return event.request;\n}",
        Sandboxed.asking("/"));
    assertThat(HANDLERS.log).containsExactly("tested.js:2 here {\"a\":1}");
  }

  @Test
  void whatIsThrownHasThePlaceOfTheSource() throws HandlerProblem {
    assertThat(
            HANDLERS.run(
                "function handler(event) {\n\n  throw new TypeError('aha');\n}",
                Sandboxed.asking("/")))
        .isEqualTo(new Verdict.Failed(HandlerFault.EXCEPTION, "TypeError: aha", "tested.js:3"));
  }

  @Test
  void aSourceThatIsNotValidIsRefusedWithItsLine() {
    assertThatThrownBy(() -> HANDLERS.run("\n\nfunction (", Sandboxed.asking("/")))
        .isInstanceOf(HandlerProblem.class)
        .hasMessageContaining("tested.js:3")
        .hasMessageContaining("SyntaxError");
  }

  @Test
  void aSourceWithoutAHandlerIsRefused() {
    assertThatThrownBy(() -> HANDLERS.run("const a = 1;", Sandboxed.asking("/")))
        .isInstanceOf(HandlerProblem.class)
        .hasMessageContaining("has no function handler");
  }

  @Test
  void whatIsBoundIsThere() throws HandlerProblem {
    Bindings bindings =
        Bindings.of(
            Map.of(
                "GREETING",
                new Binding.Variable("hello\nyou"),
                "KEY",
                new Binding.Secret("s3cr3t-text"),
                "MOVED",
                KeyValues.of("moved", Map.of("/a", "/b", "/empty", ""), Instant.EPOCH)));
    HandlerSpec spec =
        Sandboxed.spec(
                """
                import cf from 'cloudfront';
                import skerry from 'skerry';
                const moved = cf.kvs('moved');
                async function handler(event) {
                  console.log(skerry.env.KEY);
                  if (event.request.uri === '/throws') throw new Error(skerry.env.KEY);
                  const all = [skerry.env.GREETING, skerry.env.KEY.length, await moved.get('/a'), await moved.get('/empty'),
                    await moved.exists('/c'), await moved.count(), (await moved.meta()).creationDateTime];
                  return { statusCode: 200, body: all.join() };
                }
                """,
                Sandboxed.PATIENT)
            .with(bindings);
    HANDLERS.host.deploy(List.of(spec));
    HANDLERS.log.clear();
    assertThat(HANDLERS.call(spec, Sandboxed.asking("/")))
        .isInstanceOfSatisfying(
            Verdict.Respond.class,
            made ->
                assertThat(StandardCharsets.UTF_8.decode(made.content()).toString())
                    .isEqualTo("hello\nyou,11,/b,,false,2,1970-01-01T00:00:00Z"));
    assertThat(HANDLERS.log).containsExactly("tested.js:5 ***");
    assertThat(HANDLERS.call(spec, Sandboxed.asking("/throws")))
        .isEqualTo(new Verdict.Failed(HandlerFault.EXCEPTION, "Error: ***", "tested.js:6"));
  }

  @Test
  void octetsAreReadAsFarAsTheirDigitsGo() throws HandlerProblem {
    assertThat(body("Buffer.from('0aZZ', 'hex').length")).isEqualTo("1");
  }

  /** Each such call costs a new engine. */
  @Test
  void aHandlerThatTimeAndAgainUsesUpTheEnginesStackRests() throws HandlerProblem {
    String deeper =
        "function deeper() { try { deeper() } catch (e) { deeper() } } "
            + "function handler(event) { deeper() }";
    HandlerSpec spec = Sandboxed.spec(deeper, Sandboxed.PATIENT);
    HANDLERS.host.deploy(List.of(spec));
    for (int i = 0; i < 3; i++) {
      assertThat(HANDLERS.call(spec, Sandboxed.asking("/")))
          .isEqualTo(new Verdict.Failed(HandlerFault.MEMORY, "call stack exhausted", ""));
    }
    assertThat(HANDLERS.call(spec, Sandboxed.asking("/")))
        .isEqualTo(Verdict.Failed.of(HandlerFault.SUSPENDED));
  }

  @Test
  void aMemoryThatIsTooSmallForTheEngineIsRefused() {
    HandlerSpec spec =
        Sandboxed.spec(
            "function handler(event) { return event.request }",
            Sandboxed.PATIENT.with(HandlerLimit.MEMORY, 1 << 20));
    assertThatThrownBy(() -> HANDLERS.host.deploy(List.of(spec)))
        .isInstanceOf(HandlerProblem.class)
        .hasMessageContaining("for the engine alone");
  }

  @Test
  void nothingOfTheEngineIsLeftToTheAuthor() throws HandlerProblem {
    assertThat(
            body(
                "['Javy', 'java_invoke', 'plugin', 'Atomics', 'BigInt', 'setTimeout', 'std', 'os']"
                    + ".filter((name) => name in globalThis)"))
        .isEmpty();
  }
}
