package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Functions as people have them at CloudFront: of each kind that its documentation shows, one that
 * does what it says there.
 */
class CloudFrontExamplesTest {
  private static final Handlers HANDLERS = new Handlers();

  @AfterAll
  static void close() {
    HANDLERS.close();
  }

  @Test
  void aFolderBecomesItsIndexPage() throws Exception {
    String source = Handlers.example("index-html.js");
    assertThat(changed(source, "/blog/").path()).isEqualTo("/blog/index.html");
    assertThat(changed(source, "/blog").path()).isEqualTo("/blog/index.html");
    assertThat(changed(source, "/a.css?v=1").target()).isEqualTo("/a.css?v=1");
  }

  @Test
  void viewersOfOneCountryAreSentElsewhere() throws Exception {
    String source = Handlers.example("country-redirect.js");
    Verdict.Respond redirect =
        HANDLERS.made(
            source, Handlers.asking(Handlers.request("/a", "cloudfront-viewer-country", "DE")));
    assertThat(redirect.response().status()).isEqualTo(302);
    assertThat(redirect.response().fields())
        .isEqualTo(Fields.of("location", "https://www.example.com/de/a"));
    assertThat(redirect.content().remaining()).isZero();
    assertThat(changed(source, "/a", "cloudfront-viewer-country", "FR").path()).isEqualTo("/a");
  }

  @Test
  void securityHeadersAreAddedAndTheServerIsNotTold() throws Exception {
    Response response =
        HANDLERS.response(
            Handlers.example("security-headers.js"),
            Handlers.answering(
                Handlers.request("/"), 200, "server", "nginx", "content-type", "text/html"));
    assertThat(response.fields().first("x-frame-options")).isEqualTo("DENY");
    assertThat(response.fields().first("content-type")).isEqualTo("text/html");
    assertThat(response.fields().contains("server")).isFalse();
    assertThat(response.fields().size()).isEqualTo(5);
  }

  @Test
  void theOriginOfARequestIsAllowedToReadTheResponse() throws Exception {
    Response response =
        HANDLERS.response(
            Handlers.example("cors.js"),
            Handlers.answering(Handlers.request("/", "origin", "https://app.example.net"), 200));
    assertThat(response.fields())
        .isEqualTo(Fields.of("access-control-allow-origin", "https://app.example.net"));
  }

  @Test
  void theViewersAddressGoesToTheOrigin() throws Exception {
    Request request = changed(Handlers.example("true-client-ip.js"), "/");
    assertThat(request.fields().first("true-client-ip")).isEqualTo("203.0.113.7");
  }

  @Test
  void parametersThatMakeNoDifferenceLeaveTheCacheKey() throws Exception {
    Request request =
        changed(Handlers.example("normalise-query.js"), "/s?utm_source=x&q=SHOES&page=2&gclid=1");
    assertThat(request.query()).isEqualTo("page=2&q=shoes");
    assertThat(changed(Handlers.example("normalise-query.js"), "/s?utm_source=x").query()).isNull();
  }

  @Test
  void aRequestWithoutTheRightParameterIsRefused() throws Exception {
    String source = Handlers.example("require-query.js");
    Verdict.Respond refusal =
        HANDLERS.made(source, Handlers.asking(Handlers.request("/a?token=wrong")));
    assertThat(refusal.response().status()).isEqualTo(403);
    assertThat(Handlers.text(refusal)).isEqualTo("a token is needed\n");
    assertThat(changed(source, "/a?token=open-sesame&b=1").query()).isEqualTo("b=1");
  }

  @Test
  void aTokenSignedWithTheKeyLetsIn() throws Exception {
    String source = Handlers.example("jwt.js");
    String token =
        token(
            "{\"sub\":\"anna\",\"exp\":32503680000}",
            "LzdWGpAToQ1DqYuzHxE6YOqi7G3X2yvNBot9mCXfx5k");
    assertThat(changed(source, "/a?jwt=" + token + "&x=1").query()).isEqualTo("x=1");
    String expired = token("{\"exp\":1}", "LzdWGpAToQ1DqYuzHxE6YOqi7G3X2yvNBot9mCXfx5k");
    String forged = token("{\"sub\":\"anna\"}", "another key");
    for (String query : new String[] {"", "?jwt=" + expired, "?jwt=" + forged, "?jwt=a.b"}) {
      Verdict.Respond refusal =
          HANDLERS.made(source, Handlers.asking(Handlers.request("/a" + query)));
      assertThat(refusal.response().status()).as(query).isEqualTo(401);
    }
  }

  @Test
  void aCookieIsSetForWhoHasNone() throws Exception {
    String source = Handlers.example("set-cookie.js");
    Response first = HANDLERS.response(source, Handlers.answering(Handlers.request("/"), 200));
    assertThat(first.fields())
        .isEqualTo(Fields.of("set-cookie", "visitor=new; Path=/; Secure; Max-Age=3600"));
    Response again =
        HANDLERS.response(
            source,
            Handlers.answering(
                Handlers.request("/", "cookie", "visitor=old"), 200, "set-cookie", "a=1; Path=/"));
    assertThat(again.fields()).isEqualTo(Fields.of("set-cookie", "a=1; Path=/"));
  }

  @Test
  void aCookieChoosesTheExperiment() throws Exception {
    String source = Handlers.example("ab-test.js");
    Request request = changed(source, "/a", "cookie", "theme=dark; x-experiment=B");
    assertThat(request.path()).isEqualTo("/experiment/a");
    assertThat(request.fields())
        .isEqualTo(Fields.of("cookie", "theme=dark; x-experiment=B", "x-experiment", "B"));
    assertThat(changed(source, "/a").fields()).isEqualTo(Fields.of("x-experiment", "A"));
  }

  @Test
  void aResponseWithoutCacheControlGetsOne() throws Exception {
    String source = Handlers.example("cache-control.js");
    Response without = HANDLERS.response(source, Handlers.answering(Handlers.request("/"), 200));
    assertThat(without.fields().first("cache-control")).isEqualTo("public, max-age=63072000");
    Response with =
        HANDLERS.response(
            source, Handlers.answering(Handlers.request("/"), 200, "cache-control", "no-store"));
    assertThat(with.fields()).isEqualTo(Fields.of("cache-control", "no-store"));
  }

  @Test
  void oneHostIsAnothersNameAndKeepsPathAndQuery() throws Exception {
    Verdict.Respond redirect =
        HANDLERS.made(
            Handlers.example("host-redirect.js"),
            Handlers.asking(Handlers.request("/a?x=1&y=2&x=3")));
    assertThat(redirect.response().fields().first("location"))
        .isEqualTo("https://example.com/a?x=1&x=3&y=2");
  }

  @Test
  void aResponseIsReplacedByAnother() throws Exception {
    String source = Handlers.example("custom-error.js");
    Verdict.Respond teapot =
        HANDLERS.made(
            source, Handlers.answering(Handlers.request("/teapot"), 200, "etag", "\"1\""));
    assertThat(teapot.response().status()).isEqualTo(418);
    assertThat(Handlers.text(teapot)).isEqualTo("{\"tea\":true}");
  }

  @Test
  void anOldPageIsRedirectedToTheNewOneThatTheStoreNames() throws Exception {
    HandlerSpec redirect =
        Handlers.spec(
            Handlers.example("kvs-redirect.js"), "redirects", "/old", "https://example.com/new");
    Verdict.Respond moved =
        HANDLERS.made(redirect, Handlers.asking(Handlers.request("/old?from=mail")));
    assertThat(moved.response().status()).isEqualTo(301);
    assertThat(moved.response().fields().first("location"))
        .isEqualTo("https://example.com/new?from=mail");
    assertThat(HANDLERS.changed(redirect, Handlers.asking(Handlers.request("/other"))).path())
        .isEqualTo("/other");
  }

  @Test
  void theStoreSaysHowManyViewersTakePartInTheExperiment() throws Exception {
    String source = Handlers.example("kvs-ab-weights.js");
    HandlerEvent event = Handlers.asking(Handlers.request("/latest/a"));
    String key = "latest";
    HandlerSpec all =
        Handlers.spec(source, "a1b2-c3", key, "{\"weight\":1,\"a\":\"v1\",\"b\":\"v2\"}");
    HandlerSpec none =
        Handlers.spec(source, "a1b2-c3", key, "{\"weight\":-1,\"a\":\"v1\",\"b\":\"v2\"}");
    assertThat(HANDLERS.changed(all, event).path()).isEqualTo("/v1/a");
    assertThat(HANDLERS.changed(none, event).path()).isEqualTo("/v2/a");
    assertThat(HANDLERS.changed(Handlers.spec(source, "a1b2-c3"), event).path())
        .isEqualTo("/latest/a");
  }

  @Test
  void aFlagInTheStoreTurnsMaintenanceOn() throws Exception {
    String source = Handlers.example("kvs-feature-flag.js");
    HandlerEvent event = Handlers.asking(Handlers.request("/a"));
    Verdict.Respond closed =
        HANDLERS.made(Handlers.spec(source, "flags", "maintenance", "true"), event);
    assertThat(closed.response().status()).isEqualTo(503);
    assertThat(closed.response().fields().first("retry-after")).isEqualTo("600");
    for (HandlerSpec open :
        List.of(
            Handlers.spec(source, "flags", "maintenance", "false"),
            Handlers.spec(source, "flags"))) {
      assertThat(HANDLERS.changed(open, event).path()).isEqualTo("/a");
    }
  }

  @Test
  void theKeyOfTokensIsInTheStore() throws Exception {
    HandlerSpec guard =
        Handlers.spec(
            Handlers.example("kvs-jwt.js"),
            "keys",
            "jwt.secret",
            "LzdWGpAToQ1DqYuzHxE6YOqi7G3X2yvN");
    String good = token("{\"sub\":\"anna\"}", "LzdWGpAToQ1DqYuzHxE6YOqi7G3X2yvN");
    String forged = token("{\"sub\":\"anna\"}", "another key");
    assertThat(HANDLERS.changed(guard, Handlers.asking(Handlers.request("/a?jwt=" + good))).query())
        .isNull();
    assertThat(
            HANDLERS
                .made(guard, Handlers.asking(Handlers.request("/a?jwt=" + forged)))
                .response()
                .status())
        .isEqualTo(401);
  }

  private static Request changed(String source, String target, String... fields) throws Exception {
    return HANDLERS.changed(source, Handlers.asking(Handlers.request(target, fields)));
  }

  private static String token(String payload, String key) throws Exception {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String input =
        base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8))
            + '.'
            + base64.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return input
        + '.'
        + base64.encodeToString(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
  }
}
