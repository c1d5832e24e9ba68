package dev.skerry.edge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.testing.RecordedViewer.Answer;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HostileCallsTest {
  private static final String RIGHT =
      "{\"name\": \"table\", \"size\": 4, \"parts\": [{\"name\": \"leg\"}], \"fragile\": true}";

  private final ThingApi api = new ThingApi();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aRightCallIsCarriedOutAndWrittenDown() throws Exception {
    Answer answer = api.ask(ThingApi.ADMIN, "POST /v1/things", RIGHT);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.fields().first("location")).isEqualTo("/v1/things/table");
    assertThat(api.made).hasSize(1);
    assertThat(api.audited)
        .containsExactly(
            new AuditLine("boss", "127.0.0.1", "POST", "/v1/things", "thing table", 201, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                          | 400 | malformed-json
          nothing                                     | 400 | malformed-json
          {"name": "a", "size": 1                     | 400 | malformed-json
          {"name": "a", "name": "b", "size": 1}       | 400 | malformed-json
          {"name": "a", "size": 1} {}                 | 400 | malformed-json
          {"name": "a", "size": NaN}                  | 400 | malformed-json
          []                                          | 400 | invalid-request
          null                                        | 400 | invalid-request
          {}                                          | 400 | invalid-request
          {"name": "a", "size": 1, "colour": "red"}   | 400 | invalid-request
          {"name": "a", "size": "1"}                  | 400 | invalid-request
          {"name": "a", "size": 1.5}                  | 400 | invalid-request
          {"name": "a", "size": 10}                   | 400 | invalid-request
          {"name": "a", "size": 99999999999999999999} | 400 | invalid-request
          {"name": "", "size": 1}                     | 400 | invalid-request
          {"name": null, "size": 1}                   | 400 | invalid-request
          {"name": "nobody", "size": 1}               | 400 | invalid-request
          {"name": "a", "size": 1, "color": "RED"}    | 400 | invalid-request
          {"name": "a", "size": 1, "parts": {}}       | 400 | invalid-request
          {"name": "a", "size": 1, "parts": [null]}   | 400 | invalid-request
          {"name": "a", "size": 1, "since": "noon"}   | 400 | invalid-request
          {"name": "taken", "size": 1}                | 409 | conflict
          """)
  void whatIsWrongIsRefusedAndChangesNothing(String content, int status, String problem)
      throws Exception {
    assertProblem(api.ask(ThingApi.ADMIN, "POST /v1/things", content), status, problem);
    assertThat(api.made).isEmpty();
    assertThat(api.audited).hasSize(1).allMatch(line -> line.status() == status);
  }

  @Test
  void allThatIsWrongIsToldAtOnceWithItsPlace() throws Exception {
    Answer answer =
        api.ask(
            ThingApi.ADMIN,
            "POST /v1/things?nonsense=1",
            "{\"name\": 7, \"a/b~\": 1, \"parts\": [{\"name\": \"x\"}, {\"nam\": \"y\"}]}");
    assertThat(places(answer))
        .containsExactlyInAnyOrder(
            "?nonsense", "/name", "/size", "/a~1b~0", "/parts/1/nam", "/parts/1/name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=101",
        "limit=x",
        "limit=",
        "limit=1&limit=2",
        "color=green",
        "deep=yes",
        "other=1",
        "%zz=1",
        "tag=%zz"
      })
  void aParameterThatIsNotAsDeclaredIsRefused(String query) throws Exception {
    assertProblem(api.ask(ThingApi.READER, "GET /v1/things?" + query, ""), 400, "invalid-request");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /v1/things, 401",
    "POST /v1/things, 401",
    "DELETE /v1/things/a, 401",
    "PATCH /v1/things, 405",
    "GET /v1/thing, 404",
    "GET /v1/things/, 404",
    "GET /v1/things/a/b, 404",
    "GET /v1/things/%zz, 404"
  })
  void strangersGetNowhereAndAreNotRead(String call, int status) throws Exception {
    Answer answer = api.ask("skerry_guess", call, "{");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(api.made).isEmpty();
    assertThat(api.audited).hasSize(status == 401 ? 1 : 0).allMatch(l -> l.caller() == null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST /v1/things", "PUT /v1/things/a", "DELETE /v1/things/a"})
  void aTokenWithoutTheScopeIsRefusedByNameAndNotRead(String call) throws Exception {
    Answer answer = api.ask(ThingApi.READER, call, "{");
    assertProblem(answer, 403, "forbidden");
    assertThat(answer.fields().first("www-authenticate")).contains("insufficient_scope");
    assertThat(api.audited).hasSize(1).allMatch(line -> "reader".equals(line.caller()));
  }

  @Test
  void contentThatIsTooLongIsRefused() throws Exception {
    String content = "{\"name\": \"" + "a".repeat(Endpoint.CONTENT_BYTES_MAX) + "\"}";
    assertProblem(api.ask(ThingApi.ADMIN, "POST /v1/things", content), 413, "content-too-large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void contentThatIsTooDeepIsRefused(String opening) throws Exception {
    assertProblem(
        api.ask(ThingApi.ADMIN, "POST /v1/things", opening.repeat(100_000)), 400, "malformed-json");
  }

  @Test
  void contentOfAnotherTypeIsRefused() throws Exception {
    assertProblem(
        api.ask(ThingApi.ADMIN, "POST /v1/things", RIGHT, "content-type", "text/plain"),
        415,
        "unsupported-media-type");
  }

  @Test
  void contentWhereNoneIsTakenIsRefused() throws Exception {
    assertProblem(api.ask(ThingApi.ADMIN, "DELETE /v1/things/a", "{}"), 400, "invalid-request");
  }

  @Test
  void aReplacementMustSayWhichVersionItIsFor() throws Exception {
    String call = "PUT /v1/things/a";
    assertProblem(api.ask(ThingApi.ADMIN, call, RIGHT), 428, "precondition-required");
    assertProblem(
        api.ask(ThingApi.ADMIN, call, RIGHT, "if-match", "\"v0\""), 412, "precondition-failed");
    assertProblem(api.ask(ThingApi.ADMIN, call, RIGHT, "if-match", "v1"), 400, "invalid-request");
    Answer right = api.ask(ThingApi.ADMIN, call, RIGHT, "if-match", "\"v0\", \"v1\"");
    assertThat(right.status()).isEqualTo(200);
    assertThat(right.fields().first("etag")).isEqualTo("\"v2\"");
  }

  @Test
  void whoKnowsTheVersionIsNotToldItAgain() throws Exception {
    Answer answer = api.ask(ThingApi.READER, "GET /v1/things/a", "", "if-none-match", "\"v1\"");
    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.hasContent()).isFalse();
  }

  @Test
  void aCallThatIsMadeAgainWithItsKeyIsCarriedOutOnce() throws Exception {
    String[] key = {"idempotency-key", "\"k-1\""};
    Answer first = api.ask(ThingApi.ADMIN, "POST /v1/things", RIGHT, key);
    Answer again = api.ask(ThingApi.ADMIN, "POST /v1/things", RIGHT, "idempotency-key", "k-1");
    assertThat(api.made).hasSize(1);
    assertThat(api.audited).hasSize(1);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.content()).isEqualTo(first.content());
    assertThat(again.fields().first("location")).isEqualTo("/v1/things/table");
    assertThat(again.fields().first("idempotency-replayed")).isEqualTo("true");
    assertProblem(
        api.ask(ThingApi.ADMIN, "POST /v1/things", RIGHT, "idempotency-key", "a b"),
        400,
        "invalid-request");
  }

  @Test
  void octetsAtRandomAreRefusedWithAProblem() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      StringBuilder content = new StringBuilder(RIGHT);
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        content.setCharAt(random.nextInt(content.length()), (char) (1 + random.nextInt(126)));
      }
      Answer answer = api.ask(ThingApi.ADMIN, "POST /v1/things", content.toString());
      assertThat(answer.status()).as("seed %d: %s", seed, content).isIn(201, 400);
    }
  }

  private static void assertProblem(Answer answer, int status, String problem) {
    assertThat(answer.status()).as(answer.content()).isEqualTo(status);
    assertThat(answer.fields().first("content-type")).isEqualTo("application/problem+json");
    JsonNode document = JsonMapper.shared().readTree(answer.content());
    assertThat(document.get("type").stringValue()).isEqualTo("urn:skerry:problem:" + problem);
    assertThat(document.get("status").intValue()).isEqualTo(status);
  }

  private static Set<String> places(Answer answer) {
    JsonNode errors = JsonMapper.shared().readTree(answer.content()).get("errors");
    Stream<JsonNode> each = errors.values().stream();
    return each.map(
            error ->
                error.has("pointer")
                    ? error.get("pointer").stringValue()
                    : "?" + error.get("parameter").stringValue())
        .collect(Collectors.toSet());
  }
}
