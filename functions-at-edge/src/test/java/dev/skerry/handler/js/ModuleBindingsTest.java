package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.KeyValues;
import dev.skerry.handler.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What modules see of what is bound to them. */
@ParameterizedClass
@EnumSource(names = {"JS", "JS_SANDBOXED"})
class ModuleBindingsTest {
  private final Handlers handlers;
  private static final String SECRET = "sesame-open-0123";

  ModuleBindingsTest(HandlerKind kind) {
    handlers = Handlers.of(kind);
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
                Instant.EPOCH)));
  }

  /** What an expression becomes, as the body of a response. */
  private Verdict evaluated(String expression, Bindings bindings) throws HandlerProblem {
    String source =
        """
        export default {
          async fetch(request, env) {
            const value = await (%s);
            return new Response(typeof value === 'string' ? value : JSON.stringify(value));
          },
        };
        """
            .formatted(expression);
    return handlers.run(
        Handlers.spec(source).with(bindings), Handlers.asking(Handlers.request("/")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          env.GREETING.split('\\n')[1]                             | day
          env.API_KEY                                              | sesame-open-0123
          env.__proto__                                            | own
          Object.keys(env).sort()                                  | ["API_KEY","GREETING","STORE","__proto__"]
          env.STORE.get('text')                                    | Grüße
          env.STORE.get('text', 'text')                            | Grüße
          env.STORE.get('text', {})                                | Grüße
          env.STORE.get('empty').then((text) => text.length)       | 0
          env.STORE.get('json', 'json').then((v) => v.a)           | [1,2]
          env.STORE.get('json', {type: 'json'}).then((v) => v.a)   | [1,2]
          env.STORE.get('text', 'arrayBuffer').then((v) => [v instanceof ArrayBuffer, v.byteLength]) | [true,7]
          env.STORE.get('none')                                    | null
          env.STORE.get('toString', 'json')                        | null
          env.STORE.list()                                         | {"keys":[{"name":"empty"},{"name":"json"},{"name":"text"}],"list_complete":true}
          env.STORE.list({prefix: 't', limit: 1})                  | {"keys":[{"name":"text"}],"list_complete":true}
          env.STORE.list({prefix: 'x'})                            | {"keys":[],"list_complete":true}
          env.STORE.list({limit: 2, cursor: null}).then((v) => [v.keys.length, v.list_complete]) | [2,false]
          Object.isFrozen(env) && Object.isFrozen(env.STORE)       | true
          """)
  void whatIsBoundIsRead(String expression, String value) throws HandlerProblem {
    assertThat(evaluated(expression, bindings()))
        .isInstanceOfSatisfying(
            Verdict.Respond.class, made -> assertThat(Handlers.text(made)).isEqualTo(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          env.STORE.get('json', 'xml')          | TypeError: unknown type: xml; there are text, json, arrayBuffer
          env.STORE.get('json', {type: 'stream'}) | TypeError: unknown type: stream
          env.STORE.get('text', 'json')         | SyntaxError
          env.STORE.get(1)                      | TypeError: a key is a string
          env.STORE.list({limit: 0})            | RangeError: limit is a whole number, 1 to 1000
          env.STORE.list({limit: 1001})         | RangeError: limit is a whole number, 1 to 1000
          env.STORE.list({prefix: 1})           | TypeError: a prefix is a string
          env.STORE.list({cursor: 'text'})      | TypeError: the cursor is none that list() gave
          env.STORE.put('a', 'b')               | Error: STORE.put() is not supported: handlers read key-values
          env.STORE.delete('text')              | Error: STORE.delete() is not supported: handlers read key-values
          env.OTHER.get('text')                 | TypeError
          (() => { env.GREETING = 'x' })()      | TypeError
          """)
  void aWrongQuestionThrows(String expression, String error) throws HandlerProblem {
    assertThat(evaluated(expression, bindings()))
        .isInstanceOfSatisfying(
            Verdict.Failed.class, failed -> assertThat(failed.message()).startsWith(error));
  }

  @ParameterizedTest
  @CsvSource({"1, k", "7, ''", "1000, ''"})
  void everyKeyIsOnOnePage(int limit, String prefix) throws HandlerProblem {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, String> values = new HashMap<>(Map.of("", "", "k", "", "k\n", "", "ü\n😀 1", ""));
    while (values.size() < 1_200) {
      values.put((random.nextInt(50) == 0 ? "k" : "") + random.nextInt(1_000_000), "");
    }
    KeyValues store = KeyValues.of("any", values, Instant.EPOCH);
    Verdict verdict =
        evaluated(
            """
            (async () => {
              const all = [];
              for (let cursor; ;) {
                const page = await env.STORE.list({ prefix: '%s', limit: %d, cursor });
                if (page.keys.length > %2$d) throw new Error('a page of ' + page.keys.length);
                all.push(...page.keys.map((key) => key.name));
                cursor = page.cursor;
                if (page.list_complete) return all.join('|');
              }
            })()
            """
                .formatted(prefix, limit),
            Bindings.of(Map.of("STORE", store)));
    assertThat(verdict)
        .as("seed %d", seed)
        .isInstanceOfSatisfying(
            Verdict.Respond.class,
            made ->
                assertThat(Handlers.text(made))
                    .isEqualTo(String.join("|", store.keys(prefix, null, values.size()))));
  }

  @Test
  void theExampleOfTheHandbookRedirectsWhatIsInItsNamespace() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "handlers.md"));
    String source =
        Pattern.compile("```js\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(block -> block.group(1))
            .filter(block -> block.contains("env.REDIRECTS"))
            .findFirst()
            .orElseThrow();
    KeyValues redirects = KeyValues.of("redirects", Map.of("/old", "/new?a=1"), Instant.EPOCH);
    HandlerSpec spec = Handlers.spec(source).with(Bindings.of(Map.of("REDIRECTS", redirects)));
    Verdict.Respond made = handlers.made(spec, Handlers.asking(Handlers.request("/old")));
    assertThat(made.response().status()).isEqualTo(301);
    assertThat(made.response().fields().first("location"))
        .isEqualTo("https://www.example.com/new?a=1");
    assertThat(handlers.changed(spec, Handlers.asking(Handlers.request("/other"))).target())
        .isEqualTo("/other");
  }

  @Test
  void aSecretNeverComesIntoTheLogNorIntoAProblem() throws HandlerProblem {
    handlers.log.clear();
    String source =
        """
        export default {
          fetch(request, env) {
            console.log(`the key is ${env.API_KEY}, ` + 'x'.repeat(4060) + env.API_KEY);
            throw new Error('no access with ' + env.API_KEY + 'x'.repeat(4045) + env.API_KEY);
          },
        };
        """;
    Verdict verdict =
        handlers.run(
            Handlers.spec(source).with(bindings()), Handlers.asking(Handlers.request("/")));
    assertThat(verdict.toString()).contains("no access with ***").doesNotContain("sesame");
    assertThat(String.join("\n", handlers.log)).contains("the key is ***").doesNotContain("sesame");
  }
}
