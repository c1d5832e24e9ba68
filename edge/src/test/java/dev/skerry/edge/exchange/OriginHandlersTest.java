package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What handlers do between the edge and the origin. */
class OriginHandlersTest {
  private static final String FRESH = "max-age=60";
  private static final String HANDLERS =
      """
      handlers:
        request:
          limits: {cpu-time: 5s, wall-time: 20s}
          code: |
            let calls = 0;
            function handler(event) {
              const request = event.request;
              if (request.uri === '/throws') throw new Error('no');
              if (request.uri === '/via') request.headers.via = { value: 'mine' };
              if (request.uri === '/made') {
                const headers = { 'cache-control': { value: 'max-age=60' } };
                return { statusCode: 200, headers, body: 'made by ' + event.context.eventType };
              }
              request.uri = '/moved' + request.uri;
              request.headers.authorization = { value: 'signed' };
              request.headers['x-call'] = { value: ++calls };
              request.headers['x-request'] = { value: event.context.requestId };
              return request;
            }
        response:
          limits: {cpu-time: 5s, wall-time: 20s}
          code: |
            let calls = 0;
            function handler(event) {
              const { request, response } = event;
              const uri = request.uri.replace('/moved', '');
              if (uri === '/response-throws') throw new Error('no');
              if (uri === '/whole') response.statusCode = 200;
              if (uri === '/nothing') response.statusCode = 204;
              if (response.statusCode === 502 && uri === '/failed') {
                response.headers['cache-control'] = { value: 'max-age=60' };
                return { ...response, statusCode: 200, body: 'sorry' };
              }
              if (response.statusCode === 404) {
                response.headers['cache-control'] = { value: 'max-age=60' };
                return { ...response, statusCode: 200, body: 'not ' + uri };
              }
              if (uri === '/dated') response.headers['cache-control'] = { value: 'max-age=60' };
              response.headers['x-seen'] = { value: response.statusCode };
              response.headers['x-count'] = { value: ++calls };
              if (request.headers['x-request']) {
                const same = request.headers['x-request'].value === event.context.requestId;
                response.headers['x-same-request'] = { value: same };
              }
              return response;
            }
        open:
          on-failure: open
          code: function handler() { throw new Error('no') }
      """;
  private static final String SITE =
      """
      origin-request: request
      origin-response: response
      rules:
        - {path: /open, origin-request: open, origin-response: open}
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
    assertThat(edge.purges.counts().tickets()).isZero();
  }

  private TestViewer answered(String target, String... fields) {
    TestViewer viewer = edge.get(target, fields);
    edge.settleUntil(viewer::isDone);
    return viewer;
  }

  private TestViewer forwarded(String target, String... fields) {
    int before = edge.origin.calls.size();
    TestViewer viewer = edge.get(target, fields);
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
  void whatGoesOutIsChangedAndStoredUnderWhatWasAsked() {
    TestViewer miss = fetched("/a", 200, "page", "cache-control", FRESH, "content-length", "4");
    assertThat(edge.origin.last().request.path()).isEqualTo("/moved/a");
    assertThat(edge.origin.last().field("authorization")).isEqualTo("signed");
    assertThat(miss.body.toString()).isEqualTo("page");
    TestViewer hit = answered("/a");
    assertThat(hit.field("cache-status")).startsWith("skerry;hit");
    assertThat(hit.body.toString()).isEqualTo("page");
    assertThat(edge.origin.calls).hasSize(1);
  }

  @Test
  void whatIsStoredIsWhatTheHandlerMakesOfTheAnswerOnce() {
    TestViewer miss = fetched("/a", 200, "page", "cache-control", FRESH);
    TestViewer hit = answered("/a");
    assertThat(miss.field("x-count")).isEqualTo("1");
    assertThat(hit.field("x-count")).isEqualTo("1");
    assertThat(hit.field("x-seen")).isEqualTo("200");
  }

  @Test
  void thoseWhoWaitForOneFetchDoNotAskTheHandlersAgain() {
    TestViewer first = forwarded("/a");
    TestViewer second = edge.get("/a");
    edge.origin.last().answer(200, "page", "cache-control", FRESH);
    edge.settleUntil(() -> first.isDone() && second.isDone());
    assertThat(first.field("x-count")).isEqualTo("1");
    assertThat(second.field("x-count")).isEqualTo("1");
    assertThat(edge.origin.last().field("x-call")).isEqualTo("1");
    assertThat(edge.origin.calls).hasSize(1);
  }

  @Test
  void aHandlerAnswersInTheOriginsPlaceAndItsAnswerIsStored() {
    TestViewer made = answered("/made");
    assertThat(made.body.toString()).isEqualTo("made by origin-request");
    assertThat(made.field("x-seen")).as("no origin has answered").isNull();
    TestViewer hit = answered("/made");
    assertThat(hit.field("cache-status")).startsWith("skerry;hit");
    assertThat(hit.body.toString()).isEqualTo("made by origin-request");
    TestViewer head = edge.begin("HEAD", "/made");
    edge.settleUntil(head::isDone);
    assertThat(head.field("content-length")).isEqualTo("22");
    assertThat(edge.origin.calls).isEmpty();
  }

  @Test
  void aHandlerThatFailsIsNamedAndOneThatFailsOpenIsAsIfItWereNotThere() {
    TestViewer closed = answered("/throws");
    assertThat(closed.status()).isEqualTo(500);
    assertThat(closed.field("proxy-status")).contains("handler request: exception");
    assertThat(answered("/via").field("proxy-status")).contains("handler request: invalid-result");
    assertThat(edge.origin.calls).isEmpty();
    TestViewer response = fetched("/response-throws", 200, "secret", "cache-control", FRESH);
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.body.toString()).doesNotContain("secret");
    assertThat(edge.origin.last().cancelled).isTrue();
    TestViewer open = fetched("/open", 200, "page", "cache-control", FRESH);
    assertThat(open.body.toString()).isEqualTo("page");
    assertThat(edge.origin.last().request.path()).isEqualTo("/open");
  }

  @Test
  void anErrorOfTheOriginsBecomesAPageThatIsStored() {
    TestViewer miss = fetched("/none", 404, "the origin's", "content-type", "text/plain");
    assertThat(miss.status()).isEqualTo(200);
    assertThat(miss.body.toString()).isEqualTo("not /none");
    assertThat(answered("/none").body.toString()).isEqualTo("not /none");
    assertThat(edge.origin.calls).hasSize(1);
  }

  @Test
  void anOriginThatCannotBeAskedIsShownAsTheErrorThatTheViewerWouldGet() {
    TestViewer page = forwarded("/failed");
    edge.origin.last().fails(ProxyError.Type.CONNECTION_REFUSED);
    edge.settleUntil(page::isDone);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body.toString()).isEqualTo("sorry");
    TestViewer error = forwarded("/other");
    edge.origin.last().fails(ProxyError.Type.CONNECTION_REFUSED);
    edge.settleUntil(error::isDone);
    assertThat(error.status()).isEqualTo(502);
    assertThat(error.field("proxy-status")).contains("connection_refused");
  }

  @Test
  void whereTheHandlerFailsThatIsAskedAboutAnErrorItsOwnFailureIsTold() {
    TestViewer closed = forwarded("/response-throws");
    edge.origin.last().fails(ProxyError.Type.CONNECTION_REFUSED);
    edge.settleUntil(closed::isDone);
    assertThat(closed.status()).isEqualTo(500);
    assertThat(closed.field("proxy-status")).contains("handler response: exception");
    TestViewer open = forwarded("/open");
    edge.origin.last().fails(ProxyError.Type.CONNECTION_REFUSED);
    edge.settleUntil(open::isDone);
    assertThat(open.status()).isEqualTo(502);
    assertThat(open.field("proxy-status")).contains("connection_refused");
  }

  @Test
  void somethingStaleIsServedInPlaceOfAHandlerThatFailsAsOfAnOriginThatDoes() {
    String[] fields = {"cache-control", FRESH + ", stale-if-error=600", "content-length", "4"};
    fetched("/a", 200, "page", fields);
    edge.advanceSeconds(61);
    TestViewer stale = fetched("/a", 503, "down");
    assertThat(stale.status()).isEqualTo(200);
    assertThat(stale.body.toString()).isEqualTo("page");
    assertThat(stale.field("x-count")).as("the stored response's").isEqualTo("1");
  }

  @Test
  void theHooksOfAFetchInTheBackgroundAreToldOneNameOfTheirRequest() {
    fetched(
        "/a",
        200,
        "page",
        "cache-control",
        "max-age=1, stale-while-revalidate=60",
        "etag",
        "\"1\"");
    edge.advanceSeconds(2);
    TestViewer stale = forwarded("/a");
    assertThat(stale.body.toString()).isEqualTo("page");
    edge.origin.last().answer(200, "new", "cache-control", FRESH);
    edge.settleUntil(() -> "new".equals(answered("/a").body.toString()));
    assertThat(answered("/a").field("x-same-request")).isEqualTo("true");
  }

  @Test
  void aConfirmationIsShownAsItCameAndWhatIsChangedInItFreshensWhatIsStored() {
    fetched("/dated", 200, "page", "etag", "\"1\"", "content-length", "4");
    edge.advanceSeconds(61);
    TestViewer validated = forwarded("/dated");
    assertThat(edge.origin.last().field("if-none-match")).isEqualTo("\"1\"");
    edge.origin.last().answer(304, "", "etag", "\"1\"", "cache-control", "no-cache");
    edge.settleUntil(validated::isDone);
    assertThat(validated.status()).isEqualTo(200);
    assertThat(validated.field("x-seen")).isEqualTo("304");
    assertThat(validated.body.toString()).isEqualTo("page");
    assertThat(answered("/dated").field("cache-status")).startsWith("skerry;hit");
    assertThat(edge.origin.calls).hasSize(2);
  }

  @Test
  void aPartIsNotPassedOffAsTheWhole() {
    TestViewer viewer = forwarded("/whole", "range", "bytes=0-1");
    edge.origin.last().answer(206, "pa", "content-range", "bytes 0-1/4", "content-length", "2");
    edge.settleUntil(viewer::isDone);
    assertThat(viewer.status()).isEqualTo(500);
    assertThat(viewer.field("proxy-status")).contains("handler response: invalid-result");
  }

  @Test
  void aStatusWithoutContentEndsTheOriginsContent() {
    TestViewer viewer = forwarded("/nothing");
    edge.origin.last().head(200, true, "cache-control", FRESH, "content-length", "4");
    edge.settleUntil(viewer::isDone);
    assertThat(viewer.status()).isEqualTo(204);
    assertThat(viewer.hasContent).isFalse();
    assertThat(edge.origin.last().cancelled).isTrue();
  }

  @Test
  void contentThatCameWhileTheHandlerLookedKeepsItsPlace() {
    TestViewer viewer = forwarded("/a");
    edge.origin.last().head(200, true, "cache-control", "private");
    edge.origin.last().data("first, ");
    edge.settleUntil(() -> viewer.status() != 0);
    edge.origin.last().data("second");
    edge.origin.last().end();
    edge.settleUntil(viewer::isDone);
    assertThat(viewer.body.toString()).isEqualTo("first, second");
  }

  @Test
  void theContentOfARequestWaitsForTheHandler() {
    Request request = new Request("POST", "http", "example.com", "/a", null, new Fields());
    request.hasContent(true);
    TestViewer viewer = edge.begin(request);
    viewer.events().data(Unpooled.copiedBuffer("posted", StandardCharsets.UTF_8));
    viewer.events().end(Fields.EMPTY);
    edge.settleUntil(() -> !edge.origin.calls.isEmpty());
    edge.settleUntil(() -> edge.origin.last().requestEnded);
    assertThat(edge.origin.last().received.toString()).isEqualTo("posted");
    edge.origin.last().answer(200, "done");
    edge.settleUntil(viewer::isDone);
    assertThat(viewer.body.toString()).isEqualTo("done");
  }

  @Test
  void aFetchGoesOnForTheStoreAlthoughItsViewerLeavesWhileAHandlerIsAsked() {
    TestViewer viewer = edge.get("/a");
    viewer.events().gone();
    edge.settleUntil(() -> !edge.origin.calls.isEmpty());
    edge.origin.last().answer(200, "page", "cache-control", FRESH, "content-length", "4");
    TestViewer next = answered("/a");
    assertThat(next.body.toString()).isEqualTo("page");
    assertThat(edge.origin.calls).hasSize(1);
  }

  @Test
  void aFetchThatIsOfUseToNobodyElseEndsWithItsViewer() {
    Request request = new Request("POST", "http", "example.com", "/a", null, new Fields());
    TestViewer viewer = edge.arrived(request);
    viewer.events().gone();
    TestViewer next = answered("/made");
    assertThat(next.status()).isEqualTo(200);
    assertThat(edge.origin.calls).isEmpty();
  }
}
