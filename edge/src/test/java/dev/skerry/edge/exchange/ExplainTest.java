package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.exchange.Explanation.Outcome;
import dev.skerry.edge.purge.Selector;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplainTest {
  private static final String FRESH = "max-age=60";
  private final Scenario edge =
      new Scenario(
          """
          rules:
            - path: /moved/**
              redirect: {to: "/new"}
            - path: /live/**
              cache: {mode: bypass}
            - path: /guarded/**
              access: [{allow: 192.0.2.0/24}, {deny: all}]
            - path: /sorted/**
              key: {query: {sort: true}}
            - {path: /handled/**, viewer-request: pages}
          """,
          "handlers: {pages: {code: \"function handler() {}\"}}\n");

  @AfterEach
  void nothingIsLeft() {
    edge.settle();
    edge.store.clear();
  }

  @Test
  void whatIsNotStoredIsForwarded() {
    expect("/a", Outcome.FORWARD, "nothing is stored for the key");
  }

  @Test
  void whatIsStoredForTheHostWithoutThePortIsNamed() {
    edge.fetched("/a", "hello", "cache-control", FRESH);
    Request request = new Request("GET", "http", "example.com:8080", "/a", null, new Fields());
    assertThat(Explain.of(edge.services, request).reason())
        .isEqualTo(
            "nothing is stored for the key; there is for the host example.com, which is another"
                + " one than example.com:8080");
  }

  @Test
  void whatIsFreshIsAHitWithItsRuleKeyAndTags() {
    edge.fetched("/a?b=c", "hello", "cache-control", FRESH, "surrogate-key", "one two");
    Explanation hit = expect("/a?b=c", Outcome.HIT, "it is stored and fresh");
    assertThat(hit.site()).isNotNull().extracting("name").isEqualTo("site");
    assertThat(hit.rule()).isNotNull();
    assertThat(hit.key()).hasToString("site http://example.com/a?b=c");
    assertThat(hit.stored())
        .isNotNull()
        .extracting(stored -> stored.head().tags())
        .isEqualTo(List.of("one", "two"));
  }

  @Test
  void explainingAsksNobodyAndCountsNothing() {
    edge.fetched("/a", "hello", "cache-control", FRESH);
    int calls = edge.origin.calls.size();
    int records = edge.records.size();
    explain("GET", "/a");
    explain("GET", "/b");
    edge.settle();
    assertThat(edge.origin.calls).hasSize(calls);
    assertThat(edge.records).hasSize(records);
    assertThat(edge.services.fills().size()).isZero();
  }

  @Test
  void staleResponsesAreValidatedOrServedMeanwhile() {
    edge.fetched("/a", "hello", "cache-control", FRESH, "etag", "\"1\"");
    edge.fetched("/b", "hello", "cache-control", FRESH + ", stale-while-revalidate=60");
    edge.fetched("/c", "hello", "cache-control", FRESH);
    edge.advanceSeconds(61);
    expect("/a", Outcome.VALIDATE, "it is stored, but stale");
    expect("/b", Outcome.STALE_HIT, "it is stored and stale, and may be served so while");
    expect("/c", Outcome.FORWARD, "it is stored, but stale");
  }

  @Test
  void purgesAreSeen() {
    edge.fetched("/a", "hello", "cache-control", FRESH, "etag", "\"1\"");
    edge.fetched("/b", "hello", "cache-control", FRESH);
    edge.purges.apply(null, List.of(new Selector.Url("example.com/a")), true);
    edge.purges.apply(null, List.of(new Selector.Url("example.com/b")), false);
    expect("/a", Outcome.VALIDATE, "it is stored and was softly purged");
    expect("/b", Outcome.FORWARD, "nothing is stored for the key");
  }

  @Test
  void anotherVariantIsToldByTheFieldsThatVary() {
    edge.get("/a", "accept-language", "en");
    edge.origin.last().answer(200, "hi", "cache-control", FRESH, "vary", "accept-language");
    edge.settle();
    Explanation other = explain("GET", "/a", "accept-language", "de");
    assertThat(other.outcome()).isEqualTo(Outcome.FORWARD);
    assertThat(other.reason()).endsWith("is for other values of accept-language");
    assertThat(explain("GET", "/a", "accept-language", "en").outcome()).isEqualTo(Outcome.HIT);
  }

  @Test
  void aFetchUnderWayIsJoined() {
    edge.get("/a");
    edge.origin.last().head(200, true, "cache-control", FRESH);
    edge.settle();
    expect("/a", Outcome.COLLAPSE, "another request is fetching it now");
    edge.origin.last().data("hello");
    edge.origin.last().end();
  }

  @Test
  void theRequestsOwnWishesCount() {
    edge.fetched("/a", "hello", "cache-control", FRESH, "etag", "\"1\"");
    Explanation noCache = explain("GET", "/a", "cache-control", "no-cache");
    assertThat(noCache.outcome()).isEqualTo(Outcome.VALIDATE);
    assertThat(noCache.reason()).contains("the request wants it validated");
    Explanation missing = explain("GET", "/b", "cache-control", "only-if-cached");
    assertThat(missing.outcome()).isEqualTo(Outcome.EDGE);
  }

  @Test
  void whatGoesPastTheCacheIsToldWhy() {
    assertThat(explain("POST", "/a").reason()).isEqualTo("responses to POST are not stored");
    expect("/live/x", Outcome.BYPASS, "the rule or a field of the request goes past the cache");
  }

  @Test
  void redirectsGuardsAndPathsAreTold() {
    expect("/moved/x", Outcome.EDGE, "the rule redirects");
    assertThat(explain("GET", "/guarded/x").reason())
        .isEqualTo(
            "nothing is stored for the key; if the viewer passes the rule's guards: [address]");
    expect("/a/../..", Outcome.EDGE, "the path leads above the root");
  }

  @Test
  void aHandlerThatWouldBeAskedBeforeIsNamed() {
    expect(
        "/handled/x",
        Outcome.FORWARD,
        "nothing is stored for the key; if the handler pages lets the request go on as it is");
  }

  @Test
  void aUrlToPurgeIsReadAsTheKeyPolicyReadsIt() {
    assertThat(KeyUrls.of(edge.services.snapshot().get(), "example.com/sorted/x/../y?b=2&a=1"))
        .isEqualTo("example.com/sorted/y?a=1&b=2");
    assertThat(KeyUrls.of(edge.services.snapshot().get(), "example.com/a?b=2&a=1"))
        .isEqualTo("example.com/a?b=2&a=1");
  }

  private Explanation expect(String target, Outcome outcome, String reason) {
    Explanation explanation = explain("GET", target);
    assertThat(explanation.reason()).startsWith(reason);
    assertThat(explanation.outcome()).isEqualTo(outcome);
    return explanation;
  }

  private Explanation explain(String method, String target, String... fields) {
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? null : target.substring(question + 1);
    Request request = new Request(method, "http", "example.com", path, query, Fields.of(fields));
    return Explain.of(edge.services, request);
  }
}
