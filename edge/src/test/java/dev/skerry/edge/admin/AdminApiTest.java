package dev.skerry.edge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.admin.NodeStatus.State;
import dev.skerry.edge.observe.HandlerLines;
import dev.skerry.edge.observe.HandlerTail;
import dev.skerry.edge.purge.Selector;
import dev.skerry.edge.testing.RecordedViewer;
import dev.skerry.edge.testing.RecordedViewer.Answer;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class AdminApiTest {
  private static final String SECRET = "skerry_this-is-a-token-for-tests-and-nothing-else";
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final List<PurgeOrder> purged = new ArrayList<>();
  private final List<Request> explained = new ArrayList<>();
  private final List<AuditLine> audited = new ArrayList<>();
  private State state = State.READY;
  private boolean broken;
  private final AdminApi api = api(false);

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource({"READY, 200, 200", "STARTING, 200, 503", "DRAINING, 200, 503"})
  void healthNeedsNoTokenAndReadinessFollowsTheState(State now, int health, int ready)
      throws Exception {
    state = now;
    assertThat(RecordedViewer.ask(api, get("/health"), "").status()).isEqualTo(health);
    Answer answer = RecordedViewer.ask(api, get("/ready"), "");
    assertThat(answer.status()).isEqualTo(ready);
    assertThat(answer.content()).isEqualToIgnoringCase(now + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/v1/status", "/v1/config", "/v1/explain"})
  void everythingElseNeedsTheToken(String path) throws Exception {
    Answer without = RecordedViewer.ask(api, get(path), "");
    assertThat(without.status()).isEqualTo(401);
    assertThat(without.fields().first("www-authenticate"))
        .isEqualTo("Bearer realm=\"skerry-admin\"");
    assertThat(without.fields().first("content-type")).isEqualTo("application/problem+json");
    assertThat(without.content()).contains("urn:skerry:problem:unauthenticated");
    Request wrong = get(path);
    wrong.fields().add("authorization", "Bearer " + SECRET + "x");
    assertThat(RecordedViewer.ask(api, wrong, "").status()).isEqualTo(401);
  }

  @Test
  void metricsCanBeOpen() throws Exception {
    try (AdminApi open = api(true)) {
      Answer answer = RecordedViewer.ask(open, get("/metrics"), "");
      assertThat(answer.content()).isEqualTo("skerry_up 1\n");
      assertThat(answer.fields().first("content-type")).startsWith("text/plain; version=0.0.4");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:9090, 200",
    "[::1]:9090, 200",
    "localhost:9090, 200",
    "edge.internal, 200",
    "attacker.example:9090, 421",
    "127.0.0.1.attacker.example, 421",
    "'', 421"
  })
  void aForeignHostNameIsRefused(String authority, int status) throws Exception {
    Request request = get("/health").authority(authority);
    assertThat(RecordedViewer.ask(api, request, "").status()).isEqualTo(status);
  }

  @Test
  void aPurgeIsCarriedOutAndAnsweredWithItsNumber() throws Exception {
    Answer answer =
        purge(
            """
            {"urls": ["https://a.example/x"], "tags": ["t1", "t2"], "hosts": ["B.example"],
             "prefixes": ["http://A.example:8080/p/"], "soft": true}\
            """);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.content())
        .isEqualTo(
            """
            {
              "sequence" : 17,
              "soft" : true,
              "dry_run" : false,
              "targets" : 5,
              "matched" : 3,
              "not_looked_at" : null
            }
            """);
    assertThat(purged)
        .containsExactly(
            new PurgeOrder(
                null,
                List.of(
                    new Selector.Url("a.example/x"),
                    new Selector.Tag("t1"),
                    new Selector.Tag("t2"),
                    new Selector.Prefix("a.example:8080/p/"),
                    new Selector.Host("b.example")),
                true,
                false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{} {}",
        "{\"tags\": [\"a\"], \"tags\": [\"b\"]}",
      })
  void whatIsNoJsonIsMalformed(String content) throws Exception {
    Answer answer = purge(content);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.content()).contains("urn:skerry:problem:malformed-json");
  }

  @Test
  void allThatIsWrongIsToldAtOnceAndNothingIsPurged() throws Exception {
    Answer answer =
        purge(
            """
            {"tag": ["a"], "tags": ["ok", 7], "soft": "yes", "expression": "", "hosts": {}}\
            """);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(
            JsonMapper.shared().readTree(answer.content()).get("errors").values().stream()
                .map(error -> error.get("pointer").stringValue()))
        .containsExactly("/tag", "/tags/1", "/hosts", "/expression", "/soft");
    assertThat(answer.content()).contains("unknown field 'tag'");
    assertThat(purged).isEmpty();
  }

  @Test
  void allTargetsThatAreWrongAreToldAtOnce() throws Exception {
    Answer answer =
        purge("{\"tags\": [\"ok\", \"\"], \"urls\": [\"/x\"], \"expression\": \"status >\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(
            JsonMapper.shared().readTree(answer.content()).get("errors").values().stream()
                .map(error -> error.get("pointer").stringValue()))
        .containsExactly("/urls/0", "/tags/1", "/expression");
    assertThat(purged).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"everything\": false}",
        "{\"everything\": true, \"tags\": [\"a\"]}",
        "{\"tags\": \"a\"}",
        "{\"site\": \"a\"}"
      })
  void aPurgeWithoutAClearTargetIsRefused(String content) throws Exception {
    Answer answer = purge(content);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.content()).contains("urn:skerry:problem:invalid-request");
    assertThat(purged).isEmpty();
  }

  @Test
  void contentOverTheLimitIsRefusedBeforeItIsRead() throws Exception {
    String content = "{\"tags\": [\"" + "a".repeat(Endpoint.CONTENT_BYTES_MAX) + "\"]}";
    assertThat(purge(content).status()).isEqualTo(413);
    assertThat(purged).isEmpty();
  }

  @Test
  void moreTargetsThanTheLimitAreRefused() throws Exception {
    String tags = "\"t\",".repeat(PurgeRequest.TARGETS_MAX) + "\"t\"";
    assertThat(purge("{\"tags\": [" + tags + "]}").status()).isEqualTo(400);
  }

  @Test
  void aPurgeMustBeJson() throws Exception {
    Request request = allowed(post("/v1/purge"));
    request.fields().set("content-type", "application/x-www-form-urlencoded");
    assertThat(RecordedViewer.ask(api, request, "{\"everything\": true}").status()).isEqualTo(415);
  }

  @Test
  void explainUnderstandsTheRequestAsTheListenerWould() throws Exception {
    Request request =
        allowed(get("/v1/explain"))
            .query(
                "url=HTTPS%3A%2F%2FA.example%3A443%2Fp%3Fq%3D1&method=HEAD&header=Accept-Encoding%3A+br"
                    + "&header=Cookie:a=b");
    Answer answer = RecordedViewer.ask(api, request, "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(explained).hasSize(1);
    assertThat(explained.getFirst().toString()).isEqualTo("HEAD https://a.example/p?q=1");
    assertThat(explained.getFirst().fields())
        .isEqualTo(Fields.of("accept-encoding", "br", "cookie", "a=b"));
    assertThat(answer.content()).contains("\"age_seconds\" : 5", "\"outcome\" : \"hit\"");
  }

  @ParameterizedTest
  @CsvSource({
    "url=http://127.0.0.1:8080/p&header=Host:%20WWW.example, http://www.example/p",
    "url=http://127.0.0.1:8080/p&header=host:www.example:8080, http://www.example:8080/p",
    "url=https://127.0.0.1:8080/p&header=Host:www.example:443, https://www.example/p",
    "url=http://A.example:8080/p, http://a.example:8080/p",
  })
  void explainTakesTheHostOfTheFieldBeforeThatOfTheUrl(String query, String understood)
      throws Exception {
    Answer answer = RecordedViewer.ask(api, allowed(get("/v1/explain")).query(query), "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(explained.getFirst().toString()).isEqualTo("GET " + understood);
    assertThat(explained.getFirst().fields().contains("host")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "url=http://a/x&header=Host:a%20b",
        "url=http://a/x&header=Host:a&header=Host:b",
        "url=",
        "url=/x",
        "url=ftp://a/x",
        "url=http://a/x&url=http://b/x",
        "url=http://a/x&method=GE%20T",
        "url=http://a/x&header=no-colon",
        "url=http://a/x&header=a:%0d%0ab:c",
        "url=http://a/x&other=1",
        "url=http://a/%zz",
        "url=%zz"
      })
  void explainRefusesWhatItCannotRead(String query) throws Exception {
    Answer answer = RecordedViewer.ask(api, allowed(get("/v1/explain")).query(query), "");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(explained).isEmpty();
  }

  @Test
  void anUnknownPathNamesTheKnownOnes() throws Exception {
    Answer answer = RecordedViewer.ask(api, get("/v2"), "");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.content()).contains("/v1/purge");
  }

  @Test
  void aWrongMethodIsToldTheRightOne() throws Exception {
    Answer answer = RecordedViewer.ask(api, get("/v1/purge"), "");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.fields().first("allow")).isEqualTo("POST");
  }

  @Test
  void headIsAnsweredLikeGetWithoutContent() throws Exception {
    Answer answer = RecordedViewer.ask(api, get("/health").method("HEAD"), "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.fields().first("content-length")).isEqualTo("6");
    assertThat(answer.hasContent()).isFalse();
  }

  @Test
  void aFailingServiceIsAnInternalProblemThatTellsNoDetails() throws Exception {
    broken = true;
    Answer answer = RecordedViewer.ask(api, allowed(get("/v1/config")), "");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.content()).contains("urn:skerry:problem:internal").doesNotContain("innards");
  }

  private Answer purge(String content) throws Exception {
    return RecordedViewer.ask(api, allowed(post("/v1/purge")), content);
  }

  private static Request get(String path) {
    return new Request("GET", "http", "127.0.0.1:9090", path, null, new Fields());
  }

  private static Request post(String path) {
    Fields fields = Fields.of("content-type", "application/json; charset=utf-8");
    return new Request("POST", "http", "127.0.0.1:9090", path, null, fields);
  }

  private static Request allowed(Request request) {
    request.fields().add("authorization", "bearer " + SECRET);
    return request;
  }

  private AdminApi api(boolean openMetrics) {
    AdminServices services =
        new AdminServices(
            () -> new NodeStatus(state, "1", NOON, "nio", "jdk", List.of(), 1, 2, CACHE, null, 17),
            () -> "skerry_up 1\n",
            order -> {
              purged.add(order);
              return new PurgeOutcome(17, 3, -1);
            },
            request -> {
              explained.add(request);
              return explanation(request);
            },
            () -> {
              throw new IllegalStateException(broken ? "innards" : "not asked for in this test");
            },
            new NoHandlers());
    return new AdminApi(
        new AdminApi.Plan(
            NodeEndpoints.all(services, List.of(), openMetrics),
            Callers.only(AdminToken.of(SECRET)),
            audited::add,
            KeptAnswers.NONE,
            Set.of("edge.internal")));
  }

  private static final NodeStatus.Cache CACHE = new NodeStatus.Cache(3, 1_000, 10_000);

  private static Explanation explanation(Request request) {
    Explanation.Stored stored =
        new Explanation.Stored(200, 5, 60, "fresh", 12, true, List.of("t"), List.of());
    return new Explanation(
        request.toString(), "site", "rule", "pool", "key", stored, "hit", "it is fresh");
  }

  private static final class NoHandlers implements TailService {
    @Override
    public boolean has(String handler) {
      return false;
    }

    @Override
    public void ask(HandlerTail.Asked asked, Consumer<HandlerLines> answer) {
      throw new IllegalStateException("there are none");
    }
  }
}
