package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.skerry.cli.AdminCaller.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every call of the admin API of a real control plane with an edge: its answer is of the schema
 * that the API's own OpenAPI document has for it.
 */
class DescribedAnswersTest {
  private static final String DOCUMENT =
      "{\"document\": \"sites: [{name: shop, hosts: ['*'], redirect: {to:"
          + " 'https://a.example%s'}}]\"}";

  /** A call, the status that it is to have, and its content; in this order. */
  private record Step(String call, int status, String content) {
    static Step of(String call, int status) {
      return new Step(call, status, "");
    }

    String method() {
      return call.substring(0, call.indexOf(' '));
    }

    String target() {
      return call.substring(call.indexOf(' ') + 1);
    }
  }

  private static final List<Step> STEPS =
      List.of(
          new Step("PUT /v1/config", 200, "{\"content\": " + DOCUMENT.formatted("/2") + "}"),
          new Step(
              "PUT /v1/config?dry_run=true",
              200,
              "{\"content\": " + DOCUMENT.formatted("/3") + "}"),
          new Step(
              "PUT /v1/config",
              200,
              "{\"content\": "
                  + DOCUMENT.formatted("/3")
                  + ", \"rollout\": {\"canaries\": [\"one\"], \"watch_seconds\": 3600}}"),
          new Step("PUT /v1/config", 422, "{\"content\": {\"document\": \"sites: 7\"}}"),
          new Step("POST /v1/config/check", 200, DOCUMENT.formatted("/4")),
          new Step("POST /v1/config/check", 422, "{\"document\": \"sites: 7\"}"),
          Step.of("GET /v1/config", 200),
          Step.of("GET /v1/config/versions", 200),
          Step.of("GET /v1/config/versions?limit=1", 200),
          Step.of("GET /v1/config/versions/1", 200),
          Step.of("GET /v1/config/versions/99", 404),
          Step.of("GET /v1/config/diff?from=1&to=2", 200),
          Step.of("GET /v1/rollouts", 200),
          new Step("POST /v1/rollouts/3/abort", 200, "{\"message\": \"slow\"}"),
          new Step("POST /v1/rollouts/3/abort", 409, "{}"),
          new Step("POST /v1/config/rollback", 200, "{\"version\": 1, \"message\": \"back\"}"),
          Step.of("GET /v1/rollouts", 200),
          new Step(
              "PUT /v1/config",
              200,
              "{\"content\": {\"document\": \"{handlers: {h: {source: h.js}}, sites: [{name: shop,"
                  + " hosts: ['*'], redirect: {to: 'https://a.example/5'}}]}\", \"files\":"
                  + " {\"h.js\": \"ZnVuY3Rpb24gaGFuZGxlcihlKXtyZXR1cm4gZS5yZXF1ZXN0fQ==\"}}}"),
          Step.of("GET /v1/handlers", 200),
          new Step(
              "PUT /v1/handlers/h/code",
              200,
              "{\"code\": \"ZnVuY3Rpb24gaGFuZGxlcihlKXtyZXR1cm4gZS5yZXF1ZXN0O30=\"}"),
          new Step("PUT /v1/handlers/none/code", 404, "{\"code\": \"YQ==\"}"),
          Step.of("GET /v1/handlers/h/versions", 200),
          Step.of("GET /v1/handlers/h/tail?since_ms=1000&wait_ms=0", 200),
          new Step("POST /v1/handlers/h/rollback", 200, "{}"),
          new Step(
              "PUT /v1/config",
              200,
              "{\"content\": {\"document\": \"{handlers: {t: {code: 'export default {scheduled()"
                  + " {}}', schedules: ['* * * * *']}}, sites: [{name: shop, hosts: ['*'],"
                  + " redirect: {to: 'https://a.example/6'}}]}\"}}"),
          Step.of("GET /v1/schedules", 200),
          new Step("POST /v1/purge", 200, "{\"tags\": [\"a\"], \"soft\": true}"),
          new Step("POST /v1/purge", 200, "{\"tags\": [\"a\"], \"dry_run\": true}"),
          new Step("POST /v1/purge", 200, "{\"expression\": \"status == 404\"}"),
          new Step("POST /v1/purge", 400, "{\"tags\": [\"\"], \"nonsense\": 1}"),
          new Step("POST /v1/sites/shop/purge", 200, "{\"everything\": true}"),
          new Step("POST /v1/sites/none/purge", 400, "{\"everything\": true}"),
          Step.of("GET /v1/purges", 200),
          Step.of("GET /v1/purges?limit=1", 200),
          Step.of("GET /v1/purges/1", 200),
          Step.of("GET /v1/purges/99", 404),
          Step.of("GET /v1/edges", 200),
          Step.of("GET /v1/edges?limit=1&after=a", 200),
          Step.of("GET /v1/edges/one", 200),
          Step.of("GET /v1/edges/none", 404),
          Step.of("GET /v1/stats?history=true", 200),
          Step.of("GET /v1/status", 200),
          new Step("POST /v1/tokens", 201, "{\"name\": \"ci\", \"scopes\": [\"read\"]}"),
          new Step("POST /v1/tokens", 409, "{\"name\": \"ci\", \"scopes\": [\"read\"]}"),
          Step.of("GET /v1/tokens", 200),
          Step.of("DELETE /v1/tokens/ci", 204),
          Step.of("GET /v1/audit", 200),
          Step.of("GET /v1/audit?refused=true&limit=1", 200),
          Step.of("GET /v1/openapi.json", 200),
          new Step("POST /v1/edges/one/revoke", 200, ""),
          Step.of("GET /v1/edges", 200),
          Step.of("GET /v1/edges/one", 200));

  /** Calls of the origin's accounts and backups, and what is no JSON: tested where they are. */
  private static final Set<String> ELSEWHERE =
      Set.of("accounts", "account", "checkpoint", "metrics", "health", "ready", "console");

  @TempDir Path folder = Path.of("");

  @Test
  void everyAnswerIsOfTheSchemaThatTheApiHasForIt() throws Exception {
    String data = folder.resolve("plane").toString();
    try (Program plane =
        Program.type(
            "control-plane", "--fleet", "127.0.0.1:0", "--admin", "127.0.0.1:0", "--data", data)) {
      URI admin = plane.ready("admin");
      try (AdminCaller caller = AdminCaller.of(admin, Path.of(data))) {
        JsonNode document = caller.get("/v1/openapi.json").expect(200);
        Set<String> open = operations(document);
        String join = begin(caller, document, open);
        try (Program _ = edge(plane.ready("fleet"), join)) {
          awaitTheEdge(caller);
          for (Step step : STEPS) {
            drive(caller, document, step, open);
          }
        }
        assertThat(open).as("calls that nobody made").isEmpty();
      }
    }
  }

  private static String begin(AdminCaller caller, JsonNode document, Set<String> open)
      throws Exception {
    Step first = new Step("PUT /v1/config", 200, "{\"content\": " + DOCUMENT.formatted("/1") + "}");
    var _ = drive(caller, document, first, open);
    Step token = new Step("POST /v1/edges/join-tokens", 200, "{\"uses\": 1}");
    return drive(caller, document, token, open).path("token").asString();
  }

  private Program edge(URI fleet, String join) throws IOException {
    return Program.type(
        "edge",
        "--control-plane",
        fleet.toString(),
        "--join",
        join,
        "--name",
        "one",
        "--listen",
        "127.0.0.1:0",
        "--admin",
        "127.0.0.1:0",
        "--transport",
        "nio",
        "--data",
        folder.resolve("one").toString());
  }

  /** Until it is connected and has told how it is. */
  private static void awaitTheEdge(AdminCaller caller) throws Exception {
    Await.until(
        "the edge is connected and has told how it is",
        () ->
            !caller.get("/v1/edges/one").content().path("edge").path("health").isNull()
                && caller.get("/v1/edges").content().path("connected").asInt() > 0);
  }

  private static Set<String> operations(JsonNode document) {
    Set<String> operations = new TreeSet<>();
    document
        .path("paths")
        .forEachEntry(
            (path, methods) ->
                methods.forEachEntry(
                    (method, operation) -> {
                      boolean elsewhere = ELSEWHERE.stream().anyMatch(path::contains);
                      if (operation.has("responses") && !elsewhere && !path.equals("/")) {
                        operations.add(method + " " + path);
                      }
                    }));
    return operations;
  }

  private static JsonNode drive(AdminCaller caller, JsonNode document, Step step, Set<String> open)
      throws Exception {
    JsonNode content =
        step.content().isEmpty() ? null : JsonMapper.shared().readTree(step.content());
    Answer answer = caller.call(step.method(), step.target(), content);
    String path = template(document, step);
    assertThat(answer.status()).as("%s: %s", step, answer).isEqualTo(step.status());
    String method = step.method().toLowerCase(Locale.ROOT);
    boolean _ = open.remove(method + " " + path);
    JsonNode responses = document.path("paths").path(path).path(method).path("responses");
    JsonNode response = response(document, responses, step.status());
    JsonNode schema = schema(response);
    if (schema != null) {
      assertThat(wrong(document, schema, answer.content())).as("%s: %s", step, answer).isEmpty();
    } else {
      assertThat(answer.content().isMissingNode()).as("%s: %s", step, answer).isTrue();
    }
    return answer.content();
  }

  /** The path of the document that a call is of; one without parameters goes first. */
  private static String template(JsonNode document, Step step) {
    String path = step.target().replaceAll("\\?.*", "");
    if (document.path("paths").has(path)) {
      return path;
    }
    return document.path("paths").propertyNames().stream()
        .filter(each -> path.matches(each.replaceAll("\\{[^}]+}", "[^/]+")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(step + " is not in the document"));
  }

  private static JsonNode response(JsonNode document, JsonNode responses, int status) {
    JsonNode own = responses.path(Integer.toString(status));
    JsonNode found = own.isMissingNode() ? responses.path("default") : own;
    String reference = found.path("$ref").asString("");
    return reference.isEmpty() ? found : document.at(reference.substring(1));
  }

  private static @Nullable JsonNode schema(JsonNode response) {
    for (JsonNode content : response.path("content")) {
      return content.path("schema");
    }
    return null;
  }

  private static Set<String> wrong(JsonNode document, JsonNode schema, JsonNode value)
      throws IOException {
    String whole =
        "{\"components\": %s, \"allOf\": [%s]}".formatted(document.get("components"), schema);
    ObjectMapper mapper = new ObjectMapper();
    Set<String> wrong = new TreeSet<>();
    JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(mapper.readTree(whole))
        .validate(mapper.readTree(value.toString()))
        .forEach(message -> wrong.add(message.toString()));
    return wrong;
  }
}
