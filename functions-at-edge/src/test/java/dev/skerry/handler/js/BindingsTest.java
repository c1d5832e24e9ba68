package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.KeyValues;
import dev.skerry.handler.Verdict;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What handlers in CloudFront's shape see of what is bound to them. */
class BindingsTest {
  private static final Handlers HANDLERS = new Handlers();
  private static final String SECRET = "sesame-open-0123";

  @AfterAll
  static void close() {
    HANDLERS.close();
  }

  private static Bindings bindings() {
    return Bindings.of(
        Map.of(
            "GREETING",
            new Binding.Variable("good\nday"),
            "API_KEY",
            new Binding.Secret(SECRET),
            "__proto__",
            new Binding.Variable("own"),
            "STORE",
            KeyValues.of(
                "a1b2-c3",
                Map.of("text", "Grüße", "json", "{\"a\":[1,2]}", "empty", ""),
                Instant.parse("2026-11-22T08:00:00Z"))));
  }

  /** What an expression becomes, as the body of a response. */
  private static Verdict evaluated(String expression) throws HandlerProblem {
    String source =
        """
        import cf from 'cloudfront';
        import skerry from 'skerry';
        async function handler() {
          const value = await (%s);
          return { statusCode: 200, body: typeof value === 'string' ? value : JSON.stringify(value) };
        }
        """
            .formatted(expression);
    return HANDLERS.run(
        Handlers.spec(source).with(bindings()), Handlers.asking(Handlers.request("/")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cf.kvs().get('text')                                   | Grüße
          cf.kvs('STORE').get('text', {})                        | Grüße
          cf.kvs('a1b2-c3').get('text', {format: 'string'})      | Grüße
          cf.kvs().get('empty').then((text) => text.length)      | 0
          cf.kvs().get('json', {format: 'json'}).then((v) => v.a) | [1,2]
          cf.kvs().get('text', {format: 'bytes'}).then((v) => [...v].length) | 7
          cf.kvs().exists('text')                                | true
          cf.kvs().exists('toString')                            | false
          cf.kvs().count()                                       | 3
          cf.kvs().meta().then((m) => m.keyCount)                | 3
          cf.kvs().meta().then((m) => m.creationDateTime)        | 2026-11-22T08:00:00Z
          cf.kvs().meta().then((m) => m.lastUpdatedDateTime)     | 2026-11-22T08:00:00Z
          skerry.env.GREETING.split('\\n')[1]                    | day
          skerry.env.API_KEY                                     | sesame-open-0123
          require('skerry').env.__proto__                        | own
          typeof skerry.env.STORE                                | undefined
          Object.isFrozen(skerry.env) && Object.isFrozen(cf.kvs()) | true
          """)
  void whatIsBoundIsRead(String expression, String value) throws HandlerProblem {
    assertThat(evaluated(expression))
        .isInstanceOfSatisfying(
            Verdict.Respond.class, made -> assertThat(Handlers.text(made)).isEqualTo(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cf.kvs().get('none')                       | Error: there is no key none
          cf.kvs().get('json', {format: 'xml'})      | TypeError: unknown format: xml; there are string, json, bytes
          cf.kvs().get('text', {format: 'json'})     | SyntaxError
          cf.kvs().get(1)                            | TypeError: a key is a string
          cf.kvs('other')                            | Error: there are no key-values other; there are STORE
          cf.edgeLocation()                         | Error: cloudfront.edgeLocation() is not supported
          """)
  void aWrongQuestionThrows(String expression, String error) throws HandlerProblem {
    assertThat(evaluated(expression))
        .isInstanceOfSatisfying(
            Verdict.Failed.class, failed -> assertThat(failed.message()).startsWith(error));
  }

  @Test
  void aHandlerThatNeedsAStoreDoesNotStartWithoutOneNorWithTwo() {
    String source = "import cf from 'cloudfront';\nconst kvs = cf.kvs();\nfunction handler(e) {}";
    assertThatThrownBy(() -> HANDLERS.deploy(Handlers.spec(source)))
        .isInstanceOf(HandlerProblem.class)
        .hasMessageContaining("tested.js:2")
        .hasMessageContaining("no key-values are bound to this handler");
    KeyValues any = KeyValues.of("any", Map.of(), Instant.EPOCH);
    HandlerSpec two = Handlers.spec(source).with(Bindings.of(Map.of("A", any, "B", any)));
    assertThatThrownBy(() -> HANDLERS.deploy(two))
        .isInstanceOf(HandlerProblem.class)
        .hasMessageContaining("kvs() needs the id of one of");
  }

  @Test
  void aSecretNeverComesIntoTheLogNorIntoAProblem() throws HandlerProblem {
    HANDLERS.log.clear();
    String source =
        """
        import skerry from 'skerry';
        function handler() {
          console.log(`the key is ${skerry.env.API_KEY}, ` + 'x'.repeat(4060) + skerry.env.API_KEY);
          throw new Error('no access with ' + skerry.env.API_KEY);
        }
        """;
    Verdict verdict =
        HANDLERS.run(
            Handlers.spec(source).with(bindings()), Handlers.asking(Handlers.request("/")));
    assertThat(verdict.toString()).contains("no access with ***").doesNotContain("sesame");
    assertThat(String.join("\n", HANDLERS.log)).contains("the key is ***").doesNotContain("sesame");
    HandlerSpec broken =
        Handlers.spec("throw new Error(require('skerry').env.API_KEY)").with(bindings());
    assertThatThrownBy(() -> HANDLERS.deploy(broken)).hasMessageContaining("Error: ***");
    assertThat(broken + " " + broken.bindings() + bindings().byName()).doesNotContain("sesame");
  }

  @Test
  void aSecretOfSeveralLinesIsInNoProblemOfAStart() {
    HandlerSpec broken =
        Handlers.spec("throw new Error(require('skerry').env.KEY)")
            .with(Bindings.of(Map.of("KEY", new Binding.Secret("sesame\nopen-0123"))));
    assertThatThrownBy(() -> HANDLERS.deploy(broken))
        .isInstanceOf(HandlerProblem.class)
        .hasMessageContaining("Error: ***")
        .hasMessageNotContaining("sesame");
  }

  @Test
  void otherValuesMakeAnotherVersionAndTheSameOnesDoNot() {
    HandlerSpec spec = Handlers.spec("function handler(e) { return e.request }", "n", "a", "1");
    assertThat(spec)
        .isEqualTo(Handlers.spec("function handler(e) { return e.request }", "n", "a", "1"))
        .isNotEqualTo(Handlers.spec("function handler(e) { return e.request }", "n", "a", "2"))
        .isNotEqualTo(Handlers.spec("function handler(e) { return e.request }", "m", "a", "1"))
        .isNotEqualTo(Handlers.spec("function handler(e) { return e.request }"));
  }
}
