package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.BoundData;
import dev.skerry.handler.FetchHosts;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What modules ask of tables and buckets, which their env has by name. */
@ParameterizedClass
@EnumSource(names = {"JS", "JS_SANDBOXED"})
class ModuleDataTest {
  private final Handlers handlers;
  private static final Bindings BINDINGS =
      Bindings.of(
          Map.of(
              "PRODUCTS",
              new Binding.Table("products"),
              "FILES",
              new Binding.Bucket("www"),
              "LIMIT",
              new Binding.Limit("tested/LIMIT", 1, 60),
              "OTHER",
              new Binding.Called("other", Set.of())));

  ModuleDataTest(HandlerKind kind) {
    handlers = Handlers.of(kind);
  }

  private Verdict verdict(String expression, BoundData data, HandlerLimits limits)
      throws HandlerProblem {
    String source =
        """
        export default {
          async fetch(request, { PRODUCTS, FILES, LIMIT, OTHER }) {
            let value;
            try {
              value = await (%s);
            } catch (e) {
              value = `${e.name}: ${e.message}`;
            }
            return new Response(typeof value === 'string' ? value : JSON.stringify(value));
          },
        };
        """
            .formatted(expression);
    return handlers.run(
        Handlers.spec(source, limits).with(BINDINGS),
        Handlers.asking(Handlers.request("/")).with(data));
  }

  private String evaluated(String expression, BoundData data) throws HandlerProblem {
    HandlerLimits patient =
        new HandlerLimits(Map.of(HandlerLimit.CPU_TIME, 5_000L, HandlerLimit.WALL_TIME, 20_000L));
    Verdict verdict = verdict(expression, data, patient);
    assertThat(verdict).isInstanceOf(Verdict.Respond.class);
    return StandardCharsets.UTF_8.decode(((Verdict.Respond) verdict).content()).toString();
  }

  @Test
  void itemsArePlainObjectsAndOctetsTypedArrays() throws HandlerProblem {
    AskedData data =
        new AskedData()
            .answers(
                200,
                "{\"Item\":{\"n\":{\"N\":\"1.5\"},\"b\":{\"B\":\"aGk=\"},\"u\":{\"S\":\"ü\"}}}")
            .answers(200, "{}");
    assertThat(
            evaluated(
                "PRODUCTS.get({Key: {id: 'ü'}}).then(async ({Item}) => {"
                    + " await PRODUCTS.put({Item}); return [Item.n, [...Item.b], Item.u]; })",
                data))
        .isEqualTo("[1.5,[104,105],\"ü\"]");
    assertThat(data.sent())
        .isEqualTo("{\"Item\":{\"n\":{\"N\":\"1.5\"},\"b\":{\"B\":\"aGk=\"},\"u\":{\"S\":\"ü\"}}}");
  }

  @Test
  void objectsHaveWhatWorkersFind() throws HandlerProblem {
    AskedData data =
        new AskedData()
            .answers(200, "ü", "etag", "\"e\"", "last-modified", "Sun, 22 Nov 2026 08:00:00 GMT")
            .answers(
                200,
                "{\"objects\":[{\"key\":\"a\",\"size\":1,\"etag\":\"e\","
                    + "\"uploaded\":\"2026-11-22T08:00:00Z\"}],\"truncated\":false}");
    assertThat(
            evaluated(
                "FILES.get('a').then(async (o) => [await o.text(),"
                    + " new Uint8Array(await o.arrayBuffer()).length, o.uploaded,"
                    + " (await FILES.list()).objects[0].httpEtag])",
                data))
        .isEqualTo("[\"ü\",2,\"2026-11-22T08:00:00.000Z\",\"\\\"e\\\"\"]");
  }

  @Test
  void whatIsRefusedIsThrownUnderItsCode() throws HandlerProblem {
    AskedData data =
        new AskedData().answers(403, "{\"__type\":\"AccessDenied\",\"message\":\"no\"}");
    assertThat(evaluated("FILES.put('a', new Uint8Array([1, 255]))", data))
        .isEqualTo("AccessDenied: no");
    assertThat(data.questions.getFirst().content()).containsExactly(1, 255);
  }

  @Test
  void aQuestionIsAskedWhileAnotherOneWaits() throws HandlerProblem {
    List<BoundData.Done> first = new ArrayList<>();
    AskedData answering =
        new AskedData().answers(200, "second", "etag", "e").answers(200, "first", "etag", "e");
    BoundData data =
        new BoundData() {
          @Override
          public Running begin(Question question, Done done) {
            if (first.isEmpty()) {
              first.add(done);
              return () -> {};
            }
            // The first one is answered when the second one has come, and after that.
            Running second = answering.begin(question, done);
            Running _ = answering.begin(question, first.getFirst());
            return second;
          }

          @Override
          public boolean admits(Binding.Limit limit, String key) {
            return false;
          }

          @Override
          public void giveUp() {}
        };
    assertThat(
            evaluated(
                "Promise.all(['a', 'b'].map((key) => FILES.get(key).then((o) => o.text())))", data))
        .isEqualTo("[\"first\",\"second\"]");
  }

  @Test
  void aLimitSaysWhetherAKeyIsWithinIt() throws HandlerProblem {
    AskedData data = new AskedData();
    assertThat(
            evaluated(
                "(async () => [await LIMIT.limit({key: 'ü'}), await LIMIT.limit({key: ''})])()",
                data))
        .isEqualTo("[{\"success\":true},{\"success\":false}]");
    assertThat(data.counted).containsExactly("1/60 ü", "1/60 ");
    assertThat(evaluated("LIMIT.limit('a')", data)).startsWith("TypeError: limit() takes {key}");
  }

  @Test
  void anotherHandlerIsAskedAsAServerIs() throws HandlerProblem {
    AskedData data =
        new AskedData().answers(201, "ü", "x-a", "1").answers(204, "").answers(200, "late");
    assertThat(
            evaluated(
                "OTHER.fetch('https://o/p?q#f', {method: 'POST', body: 'hi', headers: {a: 'b'}})"
                    + ".then(async (r) => [r.status, r.url, r.headers.get('x-a'), await r.text(),"
                    + " (await OTHER.fetch(new Request('https://o/'))).body])",
                data))
        .isEqualTo("[201,\"https://o/p?q\",\"1\",\"ü\",null]");
    BoundData.Question asked = data.questions.getFirst();
    assertThat(asked.operation() + ' ' + asked.key() + ' ' + asked.fields().first("a"))
        .isEqualTo("POST https://o/p?q#f b");
    assertThat(asked.content()).containsExactly('h', 'i');
    assertThat(evaluated("OTHER.fetch('https://o/', {signal: AbortSignal.abort('no')})", data))
        .isEqualTo("undefined: undefined");
    assertThat(data.questions).hasSize(2);
  }

  @Test
  void aCallThatIsStoppedGivesItsWaitingUp() throws HandlerProblem {
    HandlerLimits hasty =
        new HandlerLimits(Map.of(HandlerLimit.CPU_TIME, 5_000L, HandlerLimit.WALL_TIME, 3_000L));
    assertThat(verdict("PRODUCTS.get({Key: {id: 'a'}})", new AskedData(), hasty))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.fault()).isEqualTo(HandlerFault.WALL_TIME));
    assertThat(handlers.host.abandonedThreads()).isZero();
  }

  @Test
  void oneLimitHoldsForAllThatACallAsksWhomeverItAsks() throws HandlerProblem {
    HandlerLimits three =
        new HandlerLimits(
            Map.of(
                HandlerLimit.CPU_TIME, 5_000L,
                HandlerLimit.WALL_TIME, 20_000L,
                HandlerLimit.SUBREQUESTS, 3L));
    AskedData data = new AskedData().answers(200, "{}").answers(204, "");
    String source =
        """
        const refused = (asked) => asked.then(() => 'answered', (e) => e.code ?? e.message);
        export default {
          async fetch(request, { PRODUCTS, OTHER }) {
            await PRODUCTS.get({ Key: { id: 'a' } });
            await caches.default.match('http://a/');
            return Response.json([
              await refused(fetch('http://nobody.invalid/')),
              await refused(fetch('http://nobody.invalid/')),
              await refused(PRODUCTS.get({ Key: { id: 'a' } })),
              await refused(OTHER.fetch('http://a/')),
              await refused(caches.default.match('http://a/')),
            ]);
          },
        };
        """;
    Verdict verdict =
        handlers.run(
            Handlers.spec(source, three)
                .with(BINDINGS)
                .with(new FetchHosts(List.of("nobody.invalid"))),
            Handlers.asking(Handlers.request("/")).with(data));
    assertThat(Handlers.text((Verdict.Respond) verdict))
        .matches(
            "\\[\".*no address.*\",\".*: the call has asked 3 times already \\(subrequests\\)\","
                + "\"TooManySubrequests\",\"TooManySubrequests\",\"TooManySubrequests\"]");
    assertThat(data.questions).hasSize(2);
  }
}
