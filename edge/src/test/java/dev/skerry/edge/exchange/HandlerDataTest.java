package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.DataOrigin;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.Selector;
import dev.skerry.handler.HandlerProblem;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is stored of responses for which handlers have read tables and buckets. */
class HandlerDataTest {
  private static final String HANDLERS =
      """
      handlers:
        made:
          limits: {cpu-time: 5s, wall-time: 20s, subrequests: 2}
          bindings: {ITEMS: {table: items}, FILES: {bucket: www}}
          code: |
            const { ITEMS, FILES } = require('skerry').env;
            const headers = { 'skerry-cache-control': { value: 'max-age=1000' } };
            async function handler(event) {
              const { uri } = event.request;
              if (uri === '/passed') {
                event.request.headers['x-price'] = { value: (await ITEMS.get({ Key: { id: 'a' } })).Item.price };
                return event.request;
              }
              let body = '';
              try {
                body += JSON.stringify((await ITEMS.get({ Key: { id: 'a' } })).Item);
                if (uri === '/file') body += await (await FILES.get('b c')).text();
                if (uri === '/often') for (;;) await ITEMS.get({ Key: { id: 'a' } });
              } catch (e) {
                body += e.code;
              }
              return { statusCode: 200, headers, body };
            }
      """;
  private static final String SITE =
      """
      origin-request: made
      rules:
        - {path: /passed, origin-request: null, viewer-request: made}
      """;
  private static final String ITEM = "{\"Item\":{\"price\":{\"N\":\"%d\"}}}";

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
    assertThat(edge.purges.counts().tickets()).isZero();
  }

  private TestViewer asking(String target) {
    int before = edge.origin.calls.size();
    TestViewer viewer = edge.get(target);
    edge.settleUntil(() -> edge.origin.calls.size() > before);
    return viewer;
  }

  private void told(TestViewer viewer, int price, String... fields) {
    edge.origin.last().answer(200, ITEM.formatted(price), fields);
    edge.settleUntil(viewer::isDone);
  }

  private void purge(String tag) {
    Purge _ = edge.purges.apply("site", List.of(new Selector.Tag(tag)), false);
  }

  @Test
  void whatIsMadeOfAnItemIsStoredUntilItChanges() {
    TestViewer miss = asking("/a");
    assertThat(edge.asked).isEqualTo(DataOrigin.POOL);
    TestOrigin.Call asked = edge.origin.last();
    assertThat(asked.request.path()).isEqualTo("/tables/items");
    assertThat(asked.field(DataOrigin.OPERATION)).isEqualTo("GetItem");
    assertThat(asked.received).hasToString("{\"Key\":{\"id\":{\"S\":\"a\"}}}");
    told(miss, 1, "surrogate-key", "t:items/a");
    assertThat(miss.body).hasToString("{\"price\":1}");
    TestViewer hit = edge.get("/a");
    assertThat(hit.field("cache-status")).startsWith("skerry;hit");
    purge("t:items/b");
    assertThat(edge.get("/a").field("cache-status")).startsWith("skerry;hit");
    purge("t:items/a");
    TestViewer again = asking("/a");
    told(again, 2, "surrogate-key", "t:items/a");
    assertThat(again.body).hasToString("{\"price\":2}");
  }

  @Test
  void whatChangesWhileTheHandlerIsAtWorkIsNotStored() {
    TestViewer viewer = asking("/file");
    int before = edge.origin.calls.size();
    edge.origin.last().answer(200, ITEM.formatted(1), "surrogate-key", "t:items/a");
    edge.settleUntil(() -> edge.origin.calls.size() > before);
    assertThat(edge.origin.last().request.path()).isEqualTo("/buckets/www/b%20c");
    purge("t:items/a");
    edge.origin.last().answer(200, "file", "surrogate-key", "o:www/b%20c", "etag", "\"1\"");
    edge.settleUntil(viewer::isDone);
    assertThat(viewer.body).hasToString("{\"price\":1}file");
    told(asking("/a"), 2, "surrogate-key", "t:items/a");
    TestViewer again = asking("/file");
    assertThat(again.isDone()).isFalse();
    told(again, 2, "surrogate-key", "t:items/a");
  }

  @Test
  void whereNoTagIsToldOrNobodyAnswersAnyChangePurges() {
    told(asking("/untold"), 1);
    TestViewer failed = asking("/failed");
    edge.origin.last().fails(ProxyError.Type.CONNECTION_REFUSED);
    edge.settleUntil(failed::isDone);
    assertThat(failed.body).hasToString("OriginUnavailable");
    TestViewer refused = asking("/refused");
    edge.origin.last().answer(403, "{\"detail\":\"no edge\"}");
    edge.settleUntil(refused::isDone);
    assertThat(refused.body).hasToString("OriginUnavailable");
    for (String path : List.of("/untold", "/failed", "/refused")) {
      assertThat(edge.get(path).field("cache-status")).startsWith("skerry;hit");
    }
    purge("t:items/*");
    for (String path : List.of("/untold", "/failed", "/refused")) {
      told(asking(path), 2);
    }
  }

  @Test
  void aRefusalIsThrownUnderItsCode() {
    TestViewer viewer = asking("/a");
    edge.origin
        .last()
        .answer(400, "{\"__type\":\"x#ValidationException\"}", DataOrigin.ERROR, "any");
    edge.settleUntil(viewer::isDone);
    assertThat(viewer.body).hasToString("ValidationException");
  }

  @Test
  void aCallAsksNotMoreOftenThanItMay() {
    TestViewer viewer = asking("/often");
    int first = edge.origin.calls.size();
    edge.origin.last().answer(200, ITEM.formatted(1));
    edge.settleUntil(() -> edge.origin.calls.size() > first);
    told(viewer, 1);
    assertThat(viewer.body).hasToString("{\"price\":1}TooManySubrequests");
  }

  @Test
  void whatTheHandlerAtViewerRequestReadsPurgesWhatIsFetchedThen() {
    TestViewer viewer = asking("/passed");
    edge.origin.last().answer(200, ITEM.formatted(1), "surrogate-key", "t:items/a");
    int before = edge.origin.calls.size();
    edge.settleUntil(() -> edge.origin.calls.size() > before);
    assertThat(edge.origin.last().field("x-price")).isEqualTo("1");
    purge("t:items/a");
    edge.origin.last().answer(200, "page 1", "cache-control", "max-age=60");
    edge.settleUntil(viewer::isDone);
    TestViewer next = asking("/passed");
    edge.origin.last().answer(200, ITEM.formatted(2), "surrogate-key", "t:items/a");
    int again = edge.origin.calls.size();
    edge.settleUntil(() -> edge.origin.calls.size() > again);
    edge.origin.last().answer(200, "page 2", "cache-control", "max-age=60");
    edge.settleUntil(next::isDone);
    assertThat(next.body).hasToString("page 2");
  }

  @Test
  void aHandlerWaitsNoLongerThanItsViewer() {
    TestViewer viewer = asking("/passed");
    viewer.events().gone();
    edge.settleUntil(() -> edge.origin.last().cancelled);
  }
}
