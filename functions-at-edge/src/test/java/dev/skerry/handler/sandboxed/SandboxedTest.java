package dev.skerry.handler.sandboxed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.Verdict;
import java.nio.charset.StandardCharsets;
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
}
