package dev.skerry.handler.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How handlers are tried, and how what comes of it is compared. JSON is written with ' for ". */
class HandlerTrialTest {
  private static final String PAGES =
      """
      function handler(event) {
        const request = event.request;
        if (request.uri === '/old') {
          return {statusCode: 301, headers: {location: {value: '/new?a=ä'}}, body: 'gone'};
        }
        if (request.uri === '/bad') throw new Error('no\\nluck');
        while (request.uri === '/long') { }
        if (request.uri.endsWith('/')) {
          console.log('index of', request.uri);
          request.uri += 'index.html';
        }
        return request;
      }
      """;

  private static HandlerSpec spec(String source) {
    return new HandlerSpec(
        "pages",
        HandlerKind.JS,
        "pages.js",
        HandlerCode.of(source),
        HandlerSpec.OnFailure.CLOSED,
        new HandlerLimits(Map.of(HandlerLimit.CPU_TIME, 2_000L, HandlerLimit.WALL_TIME, 60_000L)));
  }

  private static List<String> differences(String source, String event) throws Exception {
    TestEvent test = EventFile.read("e.json", event.replace('\'', '"').getBytes(UTF_8)).getFirst();
    try (HandlerTrial trial = HandlerTrial.start(spec(source))) {
      return test.expected().differences(trial.call(test.event()));
    }
  }

  private static String asking(String path, String expect) {
    return "{'request': {'url': '" + path + "', 'headers': {'a': '1'}}, 'expect': " + expect + "}";
  }

  @Test
  void whatIsAsExpectedHasNoDifferences() throws Exception {
    assertThat(
            differences(
                PAGES,
                asking(
                    "/docs/?a=1",
                    "{'request': {'path': '/docs/index.html', 'query': 'a=1',"
                        + " 'headers': {'A': '1', 'b': null}, 'body': null},"
                        + " 'origin': null, 'tags': [], 'log': ['index of']}")))
        .isEmpty();
    assertThat(differences(PAGES, asking("/a", "{'request': 'unchanged', 'log': []}"))).isEmpty();
    assertThat(
            differences(
                PAGES,
                asking(
                    "/old",
                    "{'response': {'status': 301, 'headers': {'location': {'contains': '/new'}},"
                        + " 'body': {'matches': 'g.*e'}}}")))
        .isEmpty();
    assertThat(differences(PAGES, asking("/bad", "{'fault': 'exception', 'message': 'luck'}")))
        .isEmpty();
  }

  @Test
  void differencesAreToldInWords() throws Exception {
    assertThat(
            differences(
                PAGES,
                asking("/docs/", "{'request': {'path': '/docs/', 'headers': {'a': ['2']}}}")))
        .containsExactly(
            "request.path: expected \"/docs/\", was \"/docs/index.html\"",
            "request.headers.a: expected \"2\", was \"1\"");
    assertThat(differences(PAGES, asking("/docs/", "{'request': 'unchanged'}")))
        .containsExactly("request: expected \"unchanged\", was \"changed: path\"");
    assertThat(differences(PAGES, asking("/old", "{'request': 'unchanged'}")))
        .containsExactly("expected the request to go on, but it is answered with status 301");
    assertThat(differences(PAGES, asking("/bad", "{}")))
        .containsExactly(
            "expected a call that does not fail, but the call fails: exception: Error: no\\nluck"
                + " (pages.js:6)");
    assertThat(differences(PAGES, asking("/a", "{'fault': 'cpu-time'}")))
        .containsExactly(
            "expected the call to fail, but the request goes on, as GET https://example.com/a");
  }

  @Test
  void anOutcomeHasTheLinesOfItsCallAndWhatItTook() throws Exception {
    try (HandlerTrial trial = HandlerTrial.start(spec(PAGES))) {
      TestEvent test =
          EventFile.read("e.json", asking("/x/", "{}").replace('\'', '"').getBytes(UTF_8))
              .getFirst();
      Outcome outcome = trial.call(test.event());
      assertThat(outcome.verdict()).isInstanceOf(Verdict.ContinueWith.class);
      assertThat(outcome.lines())
          .extracting(Outcome.Line::toString)
          .containsExactly("pages.js:9: index of /x/");
      assertThat(outcome.usage()).isNotNull();
      assertThat(outcome.wallNanos()).isPositive();
    }
  }

  @Test
  void anOutcomeHasTheLinesOfWhatIsDoneAfterTheVerdict() throws Exception {
    String source =
        """
        export default {
          fetch(request, env, ctx) {
            ctx.waitUntil(new Promise((done) => setTimeout(done, 1)).then(() => console.log('later')));
          },
        };
        """;
    assertThat(differences(source, asking("/", "{'request': 'unchanged', 'log': ['later']}")))
        .isEmpty();
  }

  @Test
  void limitsAreThoseOfTheSpec() throws Exception {
    HandlerSpec spec = spec(PAGES);
    TestEvent test =
        EventFile.read("e.json", asking("/long", "{}").replace('\'', '"').getBytes(UTF_8))
            .getFirst();
    HandlerSpec tight =
        new HandlerSpec(
            spec.id(),
            spec.kind(),
            spec.file(),
            spec.code(),
            spec.onFailure(),
            spec.limits().with(HandlerLimit.CPU_TIME, 20));
    try (HandlerTrial trial = HandlerTrial.start(tight)) {
      Outcome outcome = trial.call(test.event());
      assertThat(outcome.verdict()).isEqualTo(Verdict.Failed.of(HandlerFault.CPU_TIME));
      assertThat(outcome.log()).isEmpty();
    }
  }

  @Test
  void whatDoesNotCompileIsToldWithItsPlace() {
    assertThatExceptionOfType(HandlerProblem.class)
        .isThrownBy(
            () -> HandlerTrial.start(spec("function handler(event) {\n  return event.;\n}")))
        .withMessageStartingWith("the handler pages: pages.js:2:");
  }

  @Test
  void aHandlerThatReadsNoBodiesIsGivenTheTablesOfAnEventWithABody() throws Exception {
    HandlerSpec asking =
        spec("async function handler(event) {"
                + " const { Item } = await require('skerry').env.T.get({ Key: { id: 'a' } });"
                + " return { statusCode: 200, body: Item.name + event.request.body } }")
            .with(Bindings.of(Map.of("T", new Binding.Table("t"))));
    String event =
        "{'request': {'url': '/', 'method': 'POST', 'body': 'sent'},"
            + " 'tables': {'t': [{'id': 'a', 'name': 'tea'}]},"
            + " 'expect': {'response': {'status': 200, 'body': 'teaundefined'}}}";
    TestEvent test = EventFile.read("e.json", event.replace('\'', '"').getBytes(UTF_8)).getFirst();
    try (HandlerTrial trial = HandlerTrial.start(asking)) {
      assertThat(test.expected().differences(trial.call(test.event()))).isEmpty();
    }
  }
}
