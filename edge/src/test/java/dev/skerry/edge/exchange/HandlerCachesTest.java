package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.Selector;
import dev.skerry.handler.HandlerProblem;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What modules keep in the caches of their edge. */
class HandlerCachesTest {
  private static final String HANDLERS =
      """
      handlers:
        keeps:
          limits: {cpu-time: 5s, wall-time: 20s}
          body: true
          code: |
            const keep = (response, field) =>
              response.headers.has(field) ? caches.default.put('https://example.com/kept?a=1', response.clone()) : undefined;
            export default {
              async viewerResponse(response) { await keep(response, 'x-keep'); },
              async originResponse(response) { await keep(response, 'x-keep-first'); },
            };
        heavy:
          limits: {cpu-time: 5s, wall-time: 20s, body-bytes: 1MiB, memory: 128MiB}
          code: |
            export default {
              async fetch({ url }) {
                const octets = new Uint8Array(1_000_001).fill(7);
                octets.set([1, 2, 3, 4], 600_000);
                await caches.default.put(url, new Response(octets, { headers: { 'cache-control': 'max-age=100' } }));
                const range = { headers: { range: 'bytes=600000-600004' } };
                const [whole, part] = await Promise.all([caches.default.match(url), caches.default.match(new Request(url, range))]);
                const read = await whole.bytes();
                return new Response(`${read.length} ${read.indexOf(1)} ${read.lastIndexOf(7)} ${await part.bytes()}`);
              },
            };
        kept:
          limits: {cpu-time: 5s, wall-time: 20s, body-bytes: 64KiB}
          bindings: {ITEMS: {table: items}}
          code: |
            const URL_KEPT = 'https://example.com/kept?a=1';
            const plain = (request) => Object.fromEntries([...request.headers].filter(([name]) => name !== 'host' && !name.startsWith('x-')));
            const told = async (response) => response === undefined
              ? 'none' : `${response.status} ${response.headers.get('x-made')} ${await response.text()}`;
            const ROUTES = {
              async put(request, cache) {
                const url = request.headers.get('x-url') ?? URL_KEPT;
                const status = Number(request.headers.get('x-status') ?? 200);
                const headers = { 'x-made': 'here' };
                for (const [name, value] of request.headers) if (name.startsWith('x-put-')) headers[name.slice(6)] = value;
                const method = request.headers.get('x-method') ?? 'GET';
                try {
                  await cache.put(new Request(url, { method, headers: plain(request) }), new Response('content', { status, headers }));
                  return 'put';
                } catch (e) {
                  return `${e.name}: ${e.message}`;
                }
              },
              match: async (request, cache) => told(await cache.match(new Request(request.headers.get('x-url') ?? URL_KEPT, { headers: plain(request) }))),
              delete: async (request, cache) => String(await cache.delete(URL_KEPT)),
              async read(request, cache, env) {
                const { Item } = await env.ITEMS.get({ Key: { id: 'a' } });
                await cache.put(URL_KEPT, new Response(`price ${Item.price}`, { headers: { 'cache-control': 'max-age=100' } }));
                return 'put';
              },
              async large(request, cache) {
                try {
                  await cache.put(URL_KEPT, new Response('x'.repeat(65537), { headers: { 'cache-control': 'max-age=100' } }));
                  return 'put';
                } catch (e) {
                  return e.code;
                }
              },
            };
            export default {
              async fetch(request, env) {
                const [, name, other] = new URL(request.url).pathname.split('/');
                const cache = other === undefined ? caches.default : await caches.open(other);
                return new Response(await ROUTES[name](request, cache, env));
              },
            };
      """;

  private static final String SITE =
      """
      viewer-request: kept
      rules:
        - {path: /kept, viewer-request: null}
        - {path: /heavy, viewer-request: heavy}
        - {path: /shown, viewer-request: null, origin-response: keeps, viewer-response: keeps}
        - {path: /passed, viewer-request: null, viewer-response: keeps, cache: {mode: bypass}}
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
    assertThat(edge.purges.counts().tickets()).isZero();
  }

  private String ask(String target, String... fields) {
    TestViewer viewer = edge.get(target, fields);
    edge.settleUntil(viewer::isDone);
    return viewer.body.toString();
  }

  private void put(String... fields) {
    assertThat(ask("/put", fields)).isEqualTo("put");
  }

  private void purge(Selector selector) {
    Purge _ = edge.purges.apply("site", List.of(selector), false);
  }

  @Test
  void whatIsPutIsMatchedUntilItIsStale() {
    assertThat(ask("/match")).isEqualTo("none");
    put("x-put-cache-control", "max-age=100");
    assertThat(ask("/match")).isEqualTo("200 here content");
    edge.advanceSeconds(99);
    assertThat(ask("/match")).isEqualTo("200 here content");
    edge.advanceSeconds(1);
    assertThat(ask("/match")).isEqualTo("none");
  }

  @Test
  void aCacheOfANameIsAnotherOne() {
    put("x-put-cache-control", "max-age=100");
    assertThat(ask("/match/other")).isEqualTo("none");
    assertThat(ask("/put/other", "x-put-cache-control", "max-age=100", "x-status", "404"))
        .isEqualTo("put");
    assertThat(ask("/match/other")).isEqualTo("404 here content");
    assertThat(ask("/match")).isEqualTo("200 here content");
  }

  @Test
  void noViewerIsAnsweredWithIt() {
    put("x-put-cache-control", "max-age=100", "x-url", "http://example.com/kept?a=1");
    edge.fetched("/kept?a=1", "of the origin", "cache-control", "max-age=100");
    assertThat(edge.get("/kept?a=1").body).hasToString("of the origin");
    assertThat(ask("/match", "x-url", "http://example.com/kept?a=1")).isEqualTo("200 here content");
  }

  @Test
  void whatIsDeletedIsGone() {
    assertThat(ask("/delete")).isEqualTo("false");
    put("x-put-cache-control", "max-age=100");
    assertThat(ask("/delete")).isEqualTo("true");
    assertThat(ask("/match")).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tag", "url", "everything"})
  void purgesFindWhatHandlersHavePut(String by) {
    put("x-put-cache-control", "max-age=100", "x-put-cache-tag", "one,two");
    purge(new Selector.Tag("three"));
    assertThat(ask("/match")).isEqualTo("200 here content");
    purge(
        switch (by) {
          case "tag" -> new Selector.Tag("two");
          case "url" -> new Selector.Url("example.com/kept?a=1");
          default -> new Selector.Everything();
        });
    assertThat(ask("/match")).isEqualTo("none");
  }

  @Test
  void whatWasMadeOfAnItemGoesWithIt() {
    int before = edge.origin.calls.size();
    TestViewer viewer = edge.get("/read");
    edge.settleUntil(() -> edge.origin.calls.size() > before);
    edge.origin
        .last()
        .answer(200, "{\"Item\":{\"price\":{\"N\":\"7\"}}}", "surrogate-key", "t:items/a");
    edge.settleUntil(viewer::isDone);
    assertThat(ask("/match")).isEqualTo("200 null price 7");
    purge(new Selector.Tag("t:items/a"));
    assertThat(ask("/match")).isEqualTo("none");
  }

  @Test
  void whatWasPurgedWhileItWasMadeIsNotFound() {
    int before = edge.origin.calls.size();
    TestViewer viewer = edge.get("/read");
    edge.settleUntil(() -> edge.origin.calls.size() > before);
    purge(new Selector.Tag("t:items/a"));
    edge.origin
        .last()
        .answer(200, "{\"Item\":{\"price\":{\"N\":\"7\"}}}", "surrogate-key", "t:items/a");
    edge.settleUntil(viewer::isDone);
    assertThat(viewer.body).hasToString("put");
    assertThat(ask("/match")).isEqualTo("none");
  }

  /** Whatever the copy was made of: a response that is stored, one that is not, one on its way. */
  @ParameterizedTest
  @CsvSource({"/shown, x-keep", "/passed, x-keep", "/shown, x-keep-first"})
  void aCopyOfAResponseGoesWithTheTagsOfTheResponse(String target, String where) {
    TestViewer viewer = edge.get(target);
    edge.settleUntil(() -> edge.origin.calls.size() == 1);
    edge.origin
        .last()
        .answer(200, "shown", "surrogate-key", "p1", "cache-control", "max-age=100", where, "yes");
    edge.settleUntil(viewer::isDone);
    assertThat(ask("/match")).isEqualTo("200 null shown");
    purge(new Selector.Tag("p1"));
    assertThat(ask("/match")).isEqualTo("none");
  }

  @Test
  void aCopyOfAResponseThatWasPurgedOnItsWayIsNotFound() {
    TestViewer viewer = edge.get("/shown");
    edge.settleUntil(() -> edge.origin.calls.size() == 1);
    purge(new Selector.Tag("p1"));
    edge.origin
        .last()
        .answer(
            200, "old", "surrogate-key", "p1", "cache-control", "max-age=100", "x-keep-first", "1");
    edge.settleUntil(viewer::isDone);
    assertThat(ask("/match")).isEqualTo("none");
  }

  @Test
  void conditionsAndRangesOfTheRequestHold() {
    put("x-put-cache-control", "max-age=100", "x-put-etag", "\"e\"");
    assertThat(ask("/match", "if-none-match", "\"e\"")).isEqualTo("304 here ");
    assertThat(ask("/match", "if-none-match", "\"f\"")).isEqualTo("200 here content");
    assertThat(ask("/match", "range", "bytes=3-")).isEqualTo("206 here tent");
    assertThat(ask("/match", "range", "bytes=100-")).isEqualTo("416 here ");
  }

  @Test
  void muchIsKeptWholeAndReadInParts() {
    assertThat(ask("/heavy")).isEqualTo("1000001 600000 1000000 1,2,3,4,7");
  }

  @Test
  void whatVariesIsMatchedByTheSameFields() {
    put(
        "x-put-cache-control",
        "max-age=100",
        "x-put-vary",
        "accept-language",
        "accept-language",
        "en");
    assertThat(ask("/match", "accept-language", "en")).isEqualTo("200 here content");
    assertThat(ask("/match", "accept-language", "de")).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-put-cache-control: no-store",
        "x-put-cache-control: private, max-age=100",
        "x-put-cache-control: max-age=0",
        "x-put-set-cookie: a=b",
      })
  void whatMustNotBeStoredIsNot(String field) {
    String[] parts = field.split(": ");
    String[] fields =
        parts[0].equals("x-put-set-cookie")
            ? new String[] {parts[0], parts[1], "x-put-cache-control", "max-age=100"}
            : parts;
    put(fields);
    assertThat(ask("/match")).isEqualTo("none");
  }

  @Test
  void privateCookiesAreLeftOut() {
    put("x-put-set-cookie", "a=b", "x-put-cache-control", "max-age=100, private=\"set-cookie\"");
    assertThat(ask("/match")).isEqualTo("200 here content");
  }

  @Test
  void whatCannotBeAskedForIsRefused() {
    String fresh = "max-age=100";
    assertThat(ask("/put", "x-method", "PUT", "x-put-cache-control", fresh))
        .startsWith("TypeError: cache.put(): the request's method is PUT");
    assertThat(ask("/put", "x-status", "206", "x-put-cache-control", fresh))
        .startsWith("TypeError: cache.put(): a part");
    assertThat(ask("/put", "x-put-vary", "a, *", "x-put-cache-control", fresh))
        .startsWith("TypeError: cache.put(): a response with Vary: *");
    assertThat(ask("/large")).isEqualTo("TooLarge");
  }
}
