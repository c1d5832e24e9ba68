package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What handlers do to requests and responses on their way through the pipeline. */
class HandlerHooksTest {
  private static final String FRESH = "max-age=60";
  private static final String HANDLERS =
      """
      handlers:
        request:
          limits: {cpu-time: 5s, wall-time: 20s}
          code: |
            function handler(event) {
              const request = event.request;
              if (request.uri === '/throws') throw new Error('no');
              if (request.uri === '/above') request.uri = '/../..';
              if (request.uri === '/made') {
                return { statusCode: 403, headers: { 'x-by': { value: 'handler' } }, body: 'mine' };
              }
              if (request.uri.endsWith('/')) request.uri += 'index.html';
              request.headers['x-asked'] = { value: event.viewer.ip };
              return request;
            }
        response:
          limits: {cpu-time: 5s, wall-time: 20s}
          code: |
            let calls = 0;
            function handler(event) {
              const { request, response } = event;
              if (request.uri === '/response-throws') throw new Error('no');
              if (request.uri === '/replaced') return { ...response, statusCode: 404, body: 'gone' };
              if (request.uri === '/typed') {
                response.headers['content-type'] = { value: 'text/x-mine' };
                response.headers.vary = { value: 'x-mine' };
              }
              if (request.uri === '/status') response.statusCode = 203;
              if (request.uri === '/filled') response.statusCode = 200;
              if (request.uri === '/tagged') {
                response.headers.etag = { value: '"mine"' };
                response.headers['repr-digest'] = { value: 'sha-256=:abc=:' };
              }
              if (request.uri === '/refused') response.statusCode = 403;
              if (request.uri === '/nothing') response.statusCode = 204;
              response.headers['x-calls'] = { value: ++calls };
              delete response.headers.server;
              return response;
            }
        open:
          on-failure: open
          code: function handler() { throw new Error('no') }
        moved:
          limits: {cpu-time: 5s, wall-time: 20s}
          bindings:
            GREETING: {variable: hello}
            REDIRECTS: {key-values: redirects}
          code: |
            import cf from 'cloudfront';
            import skerry from 'skerry';
            const kvs = cf.kvs();
            async function handler(event) {
              if (!(await kvs.exists(event.request.uri))) return event.request;
              const location = { value: await kvs.get(event.request.uri) };
              return { statusCode: 301, headers: { location, 'x-greeting': { value: skerry.env.GREETING } } };
            }
      key-values:
        redirects: {entries: {/moved/old: /moved/new}}
      """;
  private static final String SITE =
      """
      viewer-request: request
      viewer-response: response
      rules:
        - {path: /plain, viewer-request: null, viewer-response: null}
        - {path: /large, cache: {max-object: 1KiB}}
        - {path: /open, viewer-request: open, viewer-response: open}
        - {path: /moved/**, viewer-request: moved, viewer-response: null}
      """;
  private final Scenario edge = new Scenario(SITE, HANDLERS);

  @BeforeEach
  void deploy() throws HandlerProblem {
    edge.deployHandlers();
  }

  @AfterEach
  void nothingIsLeft() {
    edge.settle();
    edge.handlers.close();
    edge.store.clear();
    assertThat(edge.services.contentMemory().fills().used()).isZero();
    assertThat(edge.services.fills().size()).isZero();
  }

  private TestViewer answered(String target, String... fields) {
    TestViewer viewer = edge.get(target, fields);
    edge.settleUntil(viewer::isDone);
    return viewer;
  }

  /** A request that the origin is asked about. */
  private TestViewer forwarded(String target) {
    int before = edge.origin.calls.size();
    TestViewer viewer = edge.get(target);
    edge.settleUntil(() -> edge.origin.calls.size() > before);
    return viewer;
  }

  private TestViewer fetched(String target, int status, String body, String... fields) {
    TestViewer viewer = forwarded(target);
    edge.origin.last().answer(status, body, fields);
    edge.settleUntil(viewer::isDone);
    return viewer;
  }

  @Test
  void aRequestIsChangedBeforeTheCacheIsAsked() {
    fetched("/a/", 200, "page", "cache-control", FRESH, "content-length", "4");
    assertThat(edge.origin.last().request.path()).isEqualTo("/a/index.html");
    assertThat(edge.origin.last().field("x-asked")).isEqualTo("127.0.0.1");
    TestViewer hit = answered("/a/index.html");
    assertThat(hit.body.toString()).isEqualTo("page");
    assertThat(hit.field("cache-status")).startsWith("skerry;hit");
    assertThat(edge.origin.calls).hasSize(1);
  }

  @Test
  void aHandlerAnswersInPlaceOfTheOrigin() {
    TestViewer viewer = answered("/made");
    assertThat(viewer.status()).isEqualTo(403);
    assertThat(viewer.body.toString()).isEqualTo("mine");
    assertThat(viewer.field("content-length")).isEqualTo("4");
    assertThat(viewer.field("x-by")).isEqualTo("handler");
    assertThat(viewer.field("x-calls")).as("not called about what a handler made").isNull();
    assertThat(edge.origin.calls).isEmpty();
    TestViewer head = edge.begin("HEAD", "/made");
    edge.settleUntil(head::isDone);
    assertThat(head.hasContent).isFalse();
    assertThat(head.field("content-length")).isEqualTo("4");
  }

  @Test
  void aHandlerIsGivenWhatTheDocumentBindsToIt() {
    TestViewer moved = answered("/moved/old");
    assertThat(moved.status()).isEqualTo(301);
    assertThat(moved.field("location")).isEqualTo("/moved/new");
    assertThat(moved.field("x-greeting")).isEqualTo("hello");
    fetched("/moved/other", 200, "page", "content-length", "4");
    assertThat(edge.origin.last().request.path()).isEqualTo("/moved/other");
  }

  @Test
  void aHandlerThatFailsClosedIsNamedInTheError() {
    TestViewer viewer = answered("/throws");
    assertThat(viewer.status()).isEqualTo(500);
    assertThat(viewer.field("proxy-status"))
        .isEqualTo("skerry;error=proxy_internal_error;details=\"handler request: exception\"");
    assertThat(answered("/above").field("proxy-status"))
        .contains("handler request: invalid-result");
    assertThat(edge.origin.calls).isEmpty();
  }

  @Test
  void aHandlerThatFailsOpenIsAsIfItWereNotThere() {
    TestViewer viewer = fetched("/open", 200, "page", "cache-control", FRESH);
    assertThat(viewer.status()).isEqualTo(200);
    assertThat(viewer.body.toString()).isEqualTo("page");
    assertThat(viewer.field("proxy-status")).isNull();
    assertThat(edge.origin.last().field("x-asked")).isNull();
  }

  @Test
  void aResponseIsChangedEachTimeAndStoredAsItCame() {
    String[] fields = {"cache-control", FRESH, "server", "origin", "content-length", "4"};
    TestViewer miss = fetched("/a", 200, "page", fields);
    TestViewer first = answered("/a");
    TestViewer second = answered("/a");
    assertThat(miss.field("x-calls")).isEqualTo("1");
    assertThat(first.field("x-calls")).isEqualTo("2");
    assertThat(second.field("x-calls")).isEqualTo("3");
    assertThat(second.field("server")).isNull();
    assertThat(second.body.toString()).isEqualTo("page");
    assertThat(
            edge.store
                .lookup(
                    KeyBuilder.of(
                        edge.services.snapshot().get().sites().getFirst(),
                        edge.services.snapshot().get().sites().getFirst().defaultRule().key(),
                        new Request("GET", "http", "example.com", "/a", null, new Fields())))
                .getFirst()
                .head()
                .packed()
                .contains("server"))
        .isTrue();
  }

  @Test
  void aConditionIsDecidedByTheEdgeAndTheHandlersFieldsGoWithIt() {
    fetched("/a", 200, "page", "cache-control", FRESH, "etag", "\"1\"", "content-length", "4");
    TestViewer viewer = answered("/a", "if-none-match", "\"1\"");
    assertThat(viewer.status()).isEqualTo(304);
    assertThat(viewer.field("x-calls")).isEqualTo("2");
    TestViewer part = answered("/a", "range", "bytes=1-2");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.body.toString()).isEqualTo("ag");
    assertThat(part.field("x-calls")).isEqualTo("3");
  }

  @Test
  void aResponseForOneViewerStreamsOnAfterItsHandler() {
    TestViewer viewer = forwarded("/a");
    edge.origin.last().head(200, true, "cache-control", "private");
    edge.origin.last().data("read already, ");
    edge.settleUntil(() -> viewer.status() != 0);
    assertThat(edge.origin.last().flows).isTrue();
    edge.origin.last().data("and the rest");
    edge.origin.last().end();
    edge.settleUntil(viewer::isDone);
    assertThat(viewer.body.toString()).isEqualTo("read already, and the rest");
    assertThat(viewer.field("x-calls")).isEqualTo("1");
  }

  @Test
  void anOriginThatFailsWhileTheHandlerLooksCutsTheResponse() {
    TestViewer viewer = forwarded("/a");
    edge.origin.last().head(200, true, "cache-control", "private");
    edge.origin.last().fails(ProxyError.Type.CONNECTION_TERMINATED);
    edge.settleUntil(() -> viewer.error != null);
    assertThat(viewer.status()).isEqualTo(200);
  }

  @Test
  void aResponseIsReplacedAndTheOriginsIsNotTaken() {
    TestViewer viewer = forwarded("/replaced");
    edge.origin.last().head(200, true, "cache-control", "private", "content-length", "4");
    edge.settleUntil(viewer::isDone);
    assertThat(viewer.status()).isEqualTo(404);
    assertThat(viewer.body.toString()).isEqualTo("gone");
    assertThat(edge.origin.last().cancelled).isTrue();
  }

  @Test
  void theStatusIsChangedAndTheContentStays() {
    TestViewer viewer = fetched("/status", 200, "page", "cache-control", FRESH);
    assertThat(viewer.status()).isEqualTo(203);
    assertThat(viewer.body.toString()).isEqualTo("page");
  }

  @Test
  void aStatusThatTheHandlerWantsIsNotPassedByAConditionOrARange() {
    fetched(
        "/refused", 200, "page", "cache-control", FRESH, "etag", "\"1\"", "content-length", "4");
    assertThat(answered("/refused", "if-none-match", "\"1\"").status()).isEqualTo(403);
    TestViewer part = answered("/refused", "range", "bytes=1-2");
    assertThat(part.status()).isEqualTo(403);
    assertThat(part.field("content-range")).isNull();
    assertThat(part.field("content-length")).isEqualTo("4");
    assertThat(part.body.toString()).isEqualTo("page");
    assertThat(answered("/refused", "range", "bytes=9-").status()).isEqualTo(403);
  }

  @Test
  void whatTheEdgeSaysOfTheContentThatItSendsStays() {
    String[] fields = {"cache-control", FRESH, "content-type", "text/plain", "vary", "accept"};
    TestViewer miss = fetched("/typed", 200, "page", fields);
    assertThat(miss.field("content-type")).isEqualTo("text/x-mine");
    assertThat(miss.field("vary")).isEqualTo("accept, x-mine");
    TestViewer parts = answered("/typed", "range", "bytes=0-0,2-3");
    assertThat(parts.status()).isEqualTo(206);
    assertThat(parts.field("content-type")).startsWith("multipart/byteranges; boundary=");
  }

  @Test
  void aStatusWithoutContentIsSentWithoutContent() {
    TestViewer miss =
        fetched("/nothing", 200, "page", "cache-control", FRESH, "content-length", "4");
    for (TestViewer viewer : List.of(miss, answered("/nothing"))) {
      assertThat(viewer.status()).isEqualTo(204);
      assertThat(viewer.hasContent).isFalse();
      assertThat(viewer.field("content-length")).isNull();
    }
  }

  @Test
  void aResponseHandlerThatFailsClosedIsNamedInTheError() {
    TestViewer viewer = fetched("/response-throws", 200, "secret", "cache-control", "private");
    assertThat(viewer.status()).isEqualTo(500);
    assertThat(viewer.body.toString()).doesNotContain("secret");
    assertThat(viewer.field("proxy-status")).contains("handler response: exception");
  }

  @Test
  void anErrorOfTheOriginsIsNotShownToTheHandler() {
    TestViewer viewer = fetched("/a", 404, "none", "cache-control", FRESH);
    assertThat(viewer.status()).isEqualTo(404);
    assertThat(viewer.field("x-calls")).isNull();
  }

  @Test
  void aViewerThatLeavesWhileAHandlerRunsLeavesNothingBehind() {
    Request request = new Request("GET", "http", "example.com", "/a", null, new Fields());
    edge.arrived(request).events().gone();
    TestViewer viewer = forwarded("/b");
    edge.origin.last().head(200, true, "cache-control", "private");
    edge.origin.last().data("some");
    viewer.events().gone();
    TestViewer next = fetched("/c", 200, "page", "cache-control", FRESH);
    assertThat(next.status()).isEqualTo(200);
    assertThat(viewer.status()).isZero();
    assertThat(edge.origin.calls).hasSize(2);
  }

  @Test
  void aRuleWithAHandlerOfResponsesIsNotAnsweredTheShortWay() {
    String[] fields = {"cache-control", FRESH, "content-length", "4"};
    edge.fetched("/plain", "page", fields);
    fetched("/a", 200, "page", fields);
    assertThat(isAnsweredTheShortWay("/plain")).isTrue();
    assertThat(isAnsweredTheShortWay("/a")).isFalse();
  }

  /** Once the pipeline has answered it twice, and so has learnt how. */
  private boolean isAnsweredTheShortWay(String path) {
    boolean shortWay = false;
    for (int i = 0; i < 3; i++) {
      Request request = new Request("GET", "http", "example.com", path, null, new Fields());
      WireViewer viewer = new WireViewer(edge.loop(), edge, request, true);
      var _ = new Exchanges(edge.services).begin(request, viewer);
      edge.settleUntil(() -> viewer.ended);
      shortWay = viewer.sentReady;
    }
    return shortWay;
  }

  @Test
  void contentThatIsTooLargeToBeKeptComesWholeAlthoughAHandlerLooksAtItsHead() {
    TestViewer viewer = forwarded("/large");
    edge.origin.last().head(200, true, "cache-control", FRESH);
    // All of it before the handler can have answered: nobody reads it yet.
    String piece = "0123456789abcdef".repeat(4_096);
    for (int i = 0; i < 3; i++) {
      edge.origin.last().data(piece);
    }
    edge.origin.last().end();
    edge.settleUntil(viewer::isDone);
    assertThat(viewer.status()).isEqualTo(200);
    assertThat(viewer.body).hasSize(3 * piece.length());
    assertThat(edge.origin.last().cancelled).isFalse();
    assertThat(edge.origin.calls).hasSize(1);
  }

  @Test
  void aViewerThatLeavesWhileAHandlerLooksLetsGoOfWhatIsTooLargeToBeKept() {
    TestViewer viewer = forwarded("/large");
    edge.origin.last().head(200, true, "cache-control", FRESH);
    edge.origin.last().data("x".repeat(4_096));
    viewer.events().gone();
    edge.origin.last().data("x".repeat(4_096));
    assertThat(edge.origin.last().cancelled).isTrue();
  }

  @Test
  void theTagThatAHandlerSetsIsWeakWhereTheContentIsCoded() {
    String text = "all work and no play makes jack a dull boy\n".repeat(100);
    String[] fields = {
      "cache-control", FRESH, "content-type", "text/plain", "etag", "\"1\"", "repr-digest", "x"
    };
    TestViewer plain = fetched("/tagged", 200, text, fields);
    assertThat(plain.field("etag")).isEqualTo("\"mine\"");
    assertThat(plain.field("repr-digest")).isEqualTo("sha-256=:abc=:");
    TestViewer coded = answered("/tagged", "accept-encoding", "gzip");
    assertThat(coded.field("content-encoding")).isEqualTo("gzip");
    assertThat(coded.field("etag")).isEqualTo("W/\"mine\"");
    assertThat(coded.field("repr-digest")).isNull();
  }

  @Test
  void aStatusThatMayHaveContentInPlaceOfOneWithoutHasALength() {
    TestViewer miss = fetched("/filled", 204, "", "cache-control", FRESH);
    for (TestViewer viewer : List.of(miss, answered("/filled"))) {
      assertThat(viewer.status()).isEqualTo(200);
      assertThat(viewer.hasContent).isFalse();
      assertThat(viewer.field("content-length")).isEqualTo("0");
    }
    TestViewer pass = fetched("/filled?own", 204, "", "cache-control", "private");
    assertThat(pass.status()).isEqualTo(200);
    assertThat(pass.field("content-length")).isEqualTo("0");
  }
}
