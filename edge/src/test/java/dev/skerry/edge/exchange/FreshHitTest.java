package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.observe.ExchangeRecord;
import dev.skerry.edge.purge.Selector;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.http.Fields;
import dev.skerry.http.HttpVersion;
import dev.skerry.http.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way for fresh hits, beside the pipeline. */
class FreshHitTest {
  private static final String[] TYPES = {"text/html", "text/css", "image/png", "font/woff2"};
  private static final String[] CONTROLS = {
    "max-age=60", "max-age=600", "max-age=5, stale-while-revalidate=10", "no-cache", "s-maxage=90"
  };
  private static final String[] VARIES = {
    "", "", "", "", "", "accept-encoding", "x-forwarded-proto", "accept-language"
  };
  private static final String[] MORE = {
    "accept-encoding", "gzip",
    "accept-encoding", "br, gzip;q=0.5",
    "accept-encoding", "identity",
    "accept-language", "de",
    "x-forwarded-proto", "https",
    "cookie", "a=b",
    "range", "bytes=0-3",
    "if-none-match", "*",
    "if-modified-since", "Sun, 01 Mar 2026 12:00:00 GMT",
    "cache-control", "max-age=0",
    "cache-control", "only-if-cached",
    "pragma", "no-cache",
    "authorization", "Basic YTpi",
    "via", "1.1 other",
    "user-agent", "test",
    "accept", "*/*"
  };

  /** A handler that changes what the lookup goes by. */
  private static final String CHANGES =
      """
      handlers:
        changes:
          limits: {cpu-time: 5s, wall-time: 20s}
          code: |
            function handler(event) {
              const request = event.request;
              request.headers['x-edge'] = { value: 'yes' };
              if (request.uri === '/b') request.uri = '/c';
              if (request.querystring.q) request.querystring = {};
              const language = request.headers['accept-language'];
              if (language) delete request.headers['accept-language'];
              if (language && request.uri === '/d') request.headers.range = { value: 'bytes=0-0' };
              return request;
            }
      """;

  /** How often a text of twelve octets is repeated: the last ones are too long for one buffer. */
  private static final int[] LENGTHS = {1, 7, 60, 200, 1_000, 6_000, 20_000};

  private final Random random;
  private int answered;
  private final long seed = new Random().nextLong();

  FreshHitTest() {
    random = new Random(seed);
  }

  private static WireViewer ask(Scenario edge, Request request, boolean shortWay) {
    WireViewer viewer = new WireViewer(edge.loop(), edge, request, shortWay);
    if (shortWay) {
      var _ = new Exchanges(edge.services).begin(request.copy(), viewer);
    } else {
      new Exchange(edge.services, request.copy(), viewer).run(Phase.VIEWER_REQUEST);
    }
    if (edge.snapshot().handlers().isEmpty()) {
      edge.settle();
    } else {
      int calls = edge.origin.calls.size();
      edge.settleUntil(() -> viewer.ended || edge.origin.calls.size() > calls);
    }
    return viewer;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "compression: {enabled: false}",
        "cache: {cookies: bypass}",
        "response-headers: {set: {x-a: b}}",
        "key: {query: {mode: none}}",
        "cors: {origins: [\"*\"]}"
      })
  void theShortWayAnswersAsThePipelineDoes(String settings) {
    compare(new Scenario(settings), settings, 4_000);
  }

  @Test
  void whatAHandlerLetsGoOnIsAnsweredAsThePipelineDoes() throws HandlerProblem {
    Scenario edge = new Scenario("viewer-request: changes", CHANGES);
    edge.deployHandlers();
    compare(edge, "", 600);
    edge.handlers.close();
  }

  private void compare(Scenario edge, String settings, int steps) {
    int compared = 0;
    int fromFiles = 0;
    for (int step = 0; step < steps; step++) {
      Request request = request();
      WireViewer viewer = ask(edge, request, true);
      answerAll(edge);
      assertThat(viewer.ended).as("seed %s, step %s: %s", seed, step, request).isTrue();
      if (viewer.sentReady) {
        ExchangeRecord sent = edge.records.getLast();
        WireViewer twin = ask(edge, request, false);
        answerAll(edge);
        assertThat(viewer.head()).as("seed %s, step %s", seed, step).isEqualTo(twin.head());
        assertThat(viewer.content()).isEqualTo(twin.content());
        assertSameRecord(sent, edge.records.getLast());
        assertThat(viewer.fromFile).isEqualTo(twin.fromFile);
        compared++;
        fromFiles += viewer.fromFile ? 1 : 0;
      }
      disturb(edge);
    }
    edge.store.clear();
    edge.memory.close();
    boolean neverPlain = settings.startsWith("response-headers") || settings.startsWith("cors");
    assertThat(compared)
        .as("seed %s", seed)
        .isBetween(neverPlain ? 0 : steps / 40, neverPlain ? 0 : steps);
    assertThat(fromFiles)
        .as("seed %s", seed)
        .isBetween(neverPlain || !Files.exists(Path.of("/proc/self/fd")) ? 0 : steps / 800, steps);
  }

  private static void assertSameRecord(ExchangeRecord sent, ExchangeRecord twin) {
    assertThat(sent.status).isEqualTo(twin.status);
    assertThat(sent.verdict).isEqualTo(twin.verdict);
    assertThat(sent.cacheStatus).isEqualTo(twin.cacheStatus);
    assertThat(sent.contentBytes).isEqualTo(twin.contentBytes);
    assertThat(sent.site).isEqualTo(twin.site);
    assertThat(sent.rule).isEqualTo(twin.rule);
    assertThat(sent.aborted).isEqualTo(twin.aborted);
  }

  private Request request() {
    Fields fields = new Fields();
    for (int i = random.nextInt(4); i > 1; i--) {
      int more = 2 * random.nextInt(MORE.length / 2);
      fields.add(MORE[more], MORE[more + 1]);
    }
    String[] methods = {"GET", "GET", "GET", "GET", "GET", "HEAD"};
    String[] spellings = {"/", "/", "/", "/./", "/%41"};
    String path = spellings[random.nextInt(spellings.length)] + (char) ('a' + random.nextInt(6));
    String query = random.nextInt(4) == 0 ? "q=" + random.nextInt(2) : null;
    return new Request(
            methods[random.nextInt(methods.length)], "http", "example.com", path, query, fields)
        .version(random.nextInt(20) == 0 ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1);
  }

  /** Background validations ask too. */
  private void answerAll(Scenario edge) {
    for (; answered < edge.origin.calls.size(); answered++) {
      answer(edge.origin.calls.get(answered));
      edge.settle();
    }
  }

  private void answer(TestOrigin.Call call) {
    Request request = call.request;
    int kind = Math.floorMod(request.path().hashCode(), 8);
    String vary = VARIES[random.nextInt(VARIES.length)];
    Fields fields =
        Fields.of(
            "content-type", TYPES[kind % TYPES.length],
            "cache-control", CONTROLS[random.nextInt(CONTROLS.length)]);
    if (!vary.isEmpty()) {
      fields.add("vary", vary);
    }
    if (random.nextBoolean()) {
      fields.add("age", Integer.toString(random.nextInt(5)));
    }
    if (random.nextInt(4) == 0) {
      fields.add("cache-status", "other;fwd=miss");
    }
    fields.add("etag", "\"" + random.nextInt(3) + '"');
    String content =
        (request.path() + "0123456789").repeat(LENGTHS[random.nextInt(LENGTHS.length)]);
    fields.add("content-length", Integer.toString(content.length()));
    String[] lines = new String[2 * fields.size()];
    for (int i = 0; i < fields.size(); i++) {
      lines[2 * i] = fields.name(i);
      lines[2 * i + 1] = fields.value(i);
    }
    if (request.method().equals("HEAD")) {
      call.head(200, false, lines);
    } else {
      call.answer(200, content, lines);
    }
  }

  private void disturb(Scenario edge) {
    switch (random.nextInt(300)) {
      case 0, 1 -> edge.advanceSeconds(1 + random.nextInt(10));
      case 2 -> edge.purges.apply("site", List.of(new Selector.Everything()), random.nextBoolean());
      case 3 -> edge.store.clear();
      default -> {}
    }
  }

  @Test
  void whatIsGoneFromTheStoreIsNotSentTheShortWay() {
    Scenario edge = new Scenario();
    var _ = edge.fetched("/a", "content", "cache-control", "max-age=60");
    Request request = new Request("GET", "http", "example.com", "/a", null, new Fields());
    for (int i = 0; i < 3; i++) {
      var _ = ask(edge, request, true);
    }
    assertThat(ask(edge, request, true).sentReady).isTrue();
    edge.store.clear();
    int calls = edge.origin.calls.size();
    assertThat(ask(edge, request, true).sentReady).isFalse();
    assertThat(edge.origin.calls).hasSize(calls + 1);
    edge.origin.last().answer(200, "", "cache-control", "no-store");
  }
}
