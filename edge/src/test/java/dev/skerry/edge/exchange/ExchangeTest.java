package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.observe.CacheVerdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the pipeline does with a request, from the store or through the origin. */
class ExchangeTest {
  private static final String FRESH = "max-age=60";
  private final Scenario edge = new Scenario();

  @AfterEach
  void nothingIsLeft() {
    edge.settle();
    edge.store.clear();
    assertThat(edge.services.contentMemory().fills().used()).isZero();
    assertThat(edge.services.fills().size()).isZero();
  }

  // ---- hits

  @Test
  void theSecondRequestIsAnsweredFromTheStoreWithItsAge() {
    edge.fetched("/a", "hello", "cache-control", FRESH, "content-length", "5");
    edge.advanceSeconds(10);
    TestViewer second = edge.get("/a");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body.toString()).isEqualTo("hello");
    assertThat(second.field("age")).isEqualTo("10");
    assertThat(second.field("cache-status")).isEqualTo("skerry;hit;ttl=50");
    assertThat(edge.origin.calls).hasSize(1);
    assertThat(edge.records.getLast().verdict).isEqualTo(CacheVerdict.HIT);
  }

  @Test
  void aFirstRequestSaysWhyItWasForwardedAndThatItWasStored() {
    TestViewer first = edge.fetched("/a", "hello", "cache-control", FRESH);
    assertThat(first.body.toString()).isEqualTo("hello");
    assertThat(first.field("cache-status")).startsWith("skerry;fwd=uri-miss").contains(";stored");
    assertThat(first.field("age")).isNull();
  }

  @Test
  void whatIsLargerThanAllFillsTogetherMayTakeIsPassedOnAndSaysSo() {
    TestViewer viewer = edge.get("/a");
    String length = Long.toString(edge.memory.fills().limit() + 1);
    edge.origin.last().head(200, true, "cache-control", FRESH, "content-length", length);
    assertThat(viewer.field("cache-status")).contains("detail=too-large").doesNotContain("stored");
    edge.origin.last().fails(ProxyError.Type.CONNECTION_TERMINATED);
  }

  @Test
  void headIsAnsweredFromAStoredGet() {
    edge.fetched("/a", "hello", "cache-control", FRESH);
    TestViewer head = edge.begin("HEAD", "/a");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.hasContent).isFalse();
    assertThat(head.field("content-length")).isEqualTo("5");
    assertThat(edge.origin.calls).hasSize(1);
  }

  @Test
  void aPrivateResponsePassesAndIsNotStored() {
    TestViewer first = edge.fetched("/a", "mine", "cache-control", "private, max-age=60");
    assertThat(first.body.toString()).isEqualTo("mine");
    TestViewer second = edge.fetched("/a", "yours", "cache-control", "private, max-age=60");
    assertThat(second.body.toString()).isEqualTo("yours");
  }

  @Test
  void variantsAreKeptApartByTheFieldsThatVarySays() {
    TestViewer english = edge.get("/a", "accept-language", "en");
    edge.origin.last().answer(200, "hi", "cache-control", FRESH, "vary", "accept-language");
    TestViewer german = edge.get("/a", "accept-language", "de");
    assertThat(german.field("cache-status")).isNull();
    edge.origin.last().answer(200, "hallo", "cache-control", FRESH, "vary", "accept-language");
    edge.settle();
    assertThat(english.body.toString()).isEqualTo("hi");
    assertThat(german.body.toString()).isEqualTo("hallo");
    assertThat(german.field("cache-status")).contains("fwd=vary-miss");
    assertThat(edge.get("/a", "accept-language", "en").body.toString()).isEqualTo("hi");
    assertThat(edge.get("/a", "accept-language", "de").body.toString()).isEqualTo("hallo");
  }

  // ---- validation

  @Test
  void aStaleResponseIsValidatedAndFreshenedByA304() {
    edge.fetched("/a", "hello", "cache-control", FRESH, "etag", "\"1\"", "x-old", "a");
    edge.advanceSeconds(61);
    TestViewer second = edge.get("/a");
    assertThat(edge.origin.last().field("if-none-match")).isEqualTo("\"1\"");
    edge.origin
        .last()
        .answer(304, "", "cache-control", "max-age=100", "etag", "\"1\"", "x-new", "b");
    edge.settle();
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body.toString()).isEqualTo("hello");
    assertThat(second.field("x-new")).isEqualTo("b");
    assertThat(edge.records.getLast().verdict).isEqualTo(CacheVerdict.REVALIDATED);
    edge.advanceSeconds(90);
    assertThat(edge.get("/a").field("cache-status")).isEqualTo("skerry;hit;ttl=10");
  }

  @Test
  void aChangedResponseTakesThePlaceOfTheStaleOne() {
    edge.fetched("/a", "old", "cache-control", FRESH, "etag", "\"1\"");
    edge.advanceSeconds(61);
    TestViewer second = edge.fetched("/a", "new", "cache-control", FRESH, "etag", "\"2\"");
    assertThat(second.body.toString()).isEqualTo("new");
    assertThat(edge.get("/a").body.toString()).isEqualTo("new");
  }

  @Test
  void whileItIsValidatedInTheBackgroundTheStaleResponseIsServed() {
    edge.fetched(
        "/a", "old", "cache-control", "max-age=60, stale-while-revalidate=60", "etag", "\"1\"");
    edge.advanceSeconds(70);
    assertThat(edge.get("/a").body.toString()).isEqualTo("old");
    assertThat(edge.get("/a").body.toString()).isEqualTo("old");
    assertThat(edge.origin.calls).hasSize(2);
    edge.origin.last().answer(200, "new", "cache-control", FRESH);
    edge.settle();
    assertThat(edge.get("/a").body.toString()).isEqualTo("new");
    assertThat(edge.origin.calls).hasSize(2);
  }

  @Test
  void aViewerWhoHasTheContentGetsA304FromTheStore() {
    edge.fetched("/a", "hello", "cache-control", FRESH, "etag", "\"1\"");
    TestViewer second = edge.get("/a", "if-none-match", "\"1\"");
    assertThat(second.status()).isEqualTo(304);
    assertThat(second.hasContent).isFalse();
    assertThat(second.field("etag")).isEqualTo("\"1\"");
    assertThat(second.field("content-length")).isNull();
  }

  @Test
  void aConditionalRequestForWhatIsNotStoredPassesItsConditionsOn() {
    TestViewer viewer = edge.get("/a", "if-none-match", "\"1\"");
    assertThat(edge.origin.last().field("if-none-match")).isEqualTo("\"1\"");
    edge.origin.last().answer(304, "", "etag", "\"1\"");
    edge.settle();
    assertThat(viewer.status()).isEqualTo(304);
  }

  // ---- errors

  @Test
  void aStaleResponseIsServedWhenTheOriginCannotBeReached() {
    edge.fetched("/a", "old", "cache-control", FRESH);
    edge.advanceSeconds(100);
    TestViewer second = edge.get("/a");
    edge.origin.last().fails(ProxyError.Type.CONNECTION_REFUSED);
    edge.settle();
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body.toString()).isEqualTo("old");
    assertThat(second.field("proxy-status")).contains("connection_refused");
  }

  @Test
  void withoutAnythingStoredAFailureIsAnsweredWithItsStatusAndType() {
    TestViewer viewer = edge.get("/a");
    edge.origin.last().fails(ProxyError.Type.CONNECTION_TIMEOUT);
    edge.settle();
    assertThat(viewer.status()).isEqualTo(504);
    assertThat(viewer.field("proxy-status")).isEqualTo("skerry;error=connection_timeout");
  }

  @Test
  void contentThatBreaksOffIsNotStoredAndTheViewerSeesTheCut() {
    TestViewer viewer = edge.get("/a");
    edge.origin.last().head(200, true, "cache-control", FRESH, "content-length", "10");
    edge.origin.last().data("half");
    edge.origin.last().fails(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE);
    edge.settle();
    assertThat(viewer.body.toString()).isEqualTo("half");
    assertThat(viewer.error).isNotNull();
    assertThat(viewer.trailers).isNull();
    edge.fetched("/a", "whole", "cache-control", FRESH);
  }

  // ---- the way through

  @Test
  void anUploadStreamsToTheOriginAndBack() {
    dev.skerry.http.Request post =
        new dev.skerry.http.Request(
                "POST", "http", "example.com", "/up", null, dev.skerry.http.Fields.of())
            .hasContent(true);
    TestViewer viewer = edge.begin(post);
    assertThat(viewer.requestContentFlows).isTrue();
    viewer
        .events()
        .data(
            io.netty.buffer.Unpooled.copiedBuffer(
                "abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    viewer.events().end(dev.skerry.http.Fields.EMPTY);
    assertThat(edge.origin.last().received.toString()).isEqualTo("abc");
    assertThat(edge.origin.last().requestEnded).isTrue();
    edge.origin.last().answer(201, "made");
    edge.settle();
    assertThat(viewer.status()).isEqualTo(201);
    assertThat(viewer.body.toString()).isEqualTo("made");
  }

  @Test
  void aRequestThatHasPassedThisEdgeBeforeIsALoop() {
    TestViewer viewer = edge.get("/a", "cdn-loop", "skerry-test");
    assertThat(viewer.status()).isEqualTo(502);
    assertThat(viewer.field("proxy-status")).contains("proxy_loop_detected");
  }

  @Test
  void onlyIfCachedIsAnsweredWith504WhereNothingIsStored() {
    assertThat(edge.get("/a", "cache-control", "only-if-cached").status()).isEqualTo(504);
    assertThat(edge.origin.calls).isEmpty();
  }

  @Test
  void interimResponsesAreForwarded() {
    TestViewer viewer = edge.get("/a");
    edge.origin.last().interim(103, "link", "</style.css>; rel=preload");
    edge.settle();
    assertThat(viewer.interim).hasSize(1);
    edge.origin.last().answer(200, "x", "cache-control", "no-store");
    edge.settle();
    assertThat(viewer.body.toString()).isEqualTo("x");
  }
}
