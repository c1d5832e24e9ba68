package dev.skerry.edge.semantics;

import static dev.skerry.edge.semantics.Cases.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.semantics.StoreDecision.DoNotStore;
import dev.skerry.edge.semantics.StoreDecision.Store;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorabilityTest {
  /**
   * The decision in short: why not, or the source of the lifetime, its seconds and the staleness.
   */
  private static String told(StoreDecision decision) {
    return switch (decision) {
      case DoNotStore(StoreDecision.Reason reason) -> reason.toString();
      case Store(Freshness freshness, var without, boolean partial) ->
          freshness.source()
              + " "
              + freshness.lifetimeMillis() / 1000
              + (freshness.staleness() == Freshness.Staleness.ALLOWED
                  ? ""
                  : " " + freshness.staleness())
              + (without.isEmpty() ? "" : " without " + String.join(",", without))
              + (partial ? " partial" : "");
    };
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          s-maxage before max-age        |  | 200 | cache-control: max-age=1, s-maxage=3600 | S_MAXAGE 3600 MUST_REVALIDATE
          max-age before Expires         |  | 200 | cache-control: max-age=60 ~ expires: @10 ~ date: @0 | MAX_AGE 60
          max-age before bad Expires     |  | 200 | cache-control: max-age=60 ~ expires: 0 | MAX_AGE 60
          max-age 0 before Expires       |  | 200 | cache-control: max-age=0 ~ expires: @10 ~ date: @0 | NOTHING_TO_REUSE
          Expires minus Date             |  | 200 | expires: @100 ~ date: @0                | EXPIRES 100
          Expires minus a past Date      |  | 200 | expires: @100 ~ date: @-50              | EXPIRES 150
          Expires without Date           |  | 200 | expires: @100                           | EXPIRES 100
          Expires with a bad Date        |  | 200 | expires: @100 ~ date: foo               | EXPIRES 100
          Expires twice the same         |  | 200 | expires: @100 ~ expires: @100           | EXPIRES 100
          Expires twice                  |  | 200 | expires: @100 ~ expires: @101 ~ etag: "a" | EXPIRES 0
          Expires 0                      |  | 200 | expires: 0 ~ etag: "a"                  | EXPIRES 0
          Expires in the past            |  | 200 | expires: @-5 ~ etag: "a"                | EXPIRES 0
          Expires equal to Date          |  | 200 | expires: @0 ~ date: @0 ~ etag: "a"      | EXPIRES 0
          Expires in another zone        |  | 200 | expires: Thu, 18 Aug 2050 02:01:18 UTC ~ etag: "a" | EXPIRES 0
          a tenth since modification     |  | 200 | last-modified: @-1000 ~ date: @0        | HEURISTIC 100
          at most a day                  |  | 200 | last-modified: @-99999999 ~ date: @0    | HEURISTIC 86400
          modified in the future         |  | 200 | last-modified: @1000 ~ date: @0         | NONE 0
          only an entity tag             |  | 200 | etag: "a"                               | NONE 0
          nothing at all                 |  | 200 | date: @0                                | NOTHING_TO_REUSE
          no-cache with a tag            |  | 200 | cache-control: no-cache ~ etag: "a"     | NONE 0 ALWAYS_VALIDATE
          no-cache without               |  | 200 | cache-control: no-cache                 | NOTHING_TO_REUSE
          no-cache with a lifetime       |  | 200 | cache-control: no-cache, max-age=60     | MAX_AGE 60 ALWAYS_VALIDATE
          no-cache with names            |  | 200 | cache-control: no-cache="A, b", max-age=60 | MAX_AGE 60 without a,b
          private                        |  | 200 | cache-control: private, max-age=60      | PRIVATE
          private with names             |  | 200 | cache-control: private="x", max-age=60  | MAX_AGE 60 without x
          no-store                       |  | 200 | cache-control: max-age=60, no-store     | NO_STORE
          must-revalidate                |  | 200 | cache-control: max-age=60, must-revalidate | MAX_AGE 60 MUST_REVALIDATE
          proxy-revalidate               |  | 200 | cache-control: max-age=60, proxy-revalidate | MAX_AGE 60 MUST_REVALIDATE
          understood status              |  | 200 | cache-control: max-age=60, must-understand, no-store | MAX_AGE 60
          status not understood          |  | 599 | cache-control: max-age=60, must-understand | NOT_UNDERSTOOD
          status 418 not understood      |  | 418 | cache-control: max-age=60, must-understand, no-store | NOT_UNDERSTOOD
          request no-store               | cache-control: no-store | 200 | cache-control: max-age=60 | REQUEST_NO_STORE
          Vary *                         |  | 200 | cache-control: max-age=60 ~ vary: a, *  | VARY_STAR
          Vary malformed                 |  | 200 | cache-control: max-age=60 ~ vary: a b   | VARY_STAR
          authenticated                  | authorization: x | 200 | expires: @100          | AUTHORIZATION
          authenticated, max-age         | authorization: x | 200 | cache-control: max-age=60 | AUTHORIZATION
          authenticated, public          | authorization: x | 200 | cache-control: max-age=60, public | MAX_AGE 60
          authenticated, must-revalidate | authorization: x | 200 | cache-control: max-age=60, must-revalidate | MAX_AGE 60 MUST_REVALIDATE
          authenticated, s-maxage        | authorization: x | 200 | cache-control: s-maxage=60 | S_MAXAGE 60 MUST_REVALIDATE
          authenticated, targeted public | authorization: x | 200 | cdn-cache-control: public, max-age=60 | MAX_AGE 60
          authenticated, hidden public   | authorization: x | 200 | cdn-cache-control: max-age=60 ~ cache-control: public | AUTHORIZATION
          cookie and lifetime            |  | 200 | cache-control: max-age=60 ~ set-cookie: a=b | MAX_AGE 60
          cookie and public              |  | 200 | cache-control: public ~ last-modified: @-100 ~ set-cookie: a=b | HEURISTIC 10
          cookie and heuristic           |  | 200 | last-modified: @-1000 ~ set-cookie: a=b | SET_COOKIE
          cookie and a lifetime of 0     |  | 200 | cache-control: max-age=0 ~ etag: "a" ~ set-cookie: a=b | SET_COOKIE
          cookie, public, lifetime of 0  |  | 200 | cache-control: public, max-age=0 ~ etag: "a" ~ set-cookie: a=b | SET_COOKIE
          cookie and no-cache            |  | 200 | cache-control: no-cache, max-age=60 ~ etag: "a" ~ set-cookie: a=b | SET_COOKIE
          cookie and no-cache for it     |  | 200 | cache-control: no-cache="set-cookie", max-age=60 ~ set-cookie: a=b | MAX_AGE 60 without set-cookie
          cookie alone                   |  | 200 | etag: "a" ~ set-cookie: a=b             | SET_COOKIE
          partial                        |  | 206 | cache-control: max-age=60 ~ content-range: bytes 0-4/10 | MAX_AGE 60 partial
          partial without its place      |  | 206 | cache-control: max-age=60               | PARTIAL
          partial with a bad place       |  | 206 | cache-control: max-age=60 ~ content-range: bytes 4-0/10 | PARTIAL
          several parts                  |  | 206 | cache-control: max-age=60 ~ content-type: multipart/byteranges; boundary=x | PARTIAL
          not modified                   |  | 304 | cache-control: max-age=60               | STATUS
          precondition failed            |  | 412 | cache-control: max-age=60               | STATUS
          range not satisfiable          |  | 416 | cache-control: max-age=60               | STATUS
          too many requests              |  | 429 | cache-control: max-age=60               | STATUS
          early hints                    |  | 103 | cache-control: max-age=60               | STATUS
          explicit lifetime, any status  |  | 599 | cache-control: max-age=60               | MAX_AGE 60
          explicit lifetime, 503         |  | 503 | expires: @60                            | EXPIRES 60
          heuristic 404                  |  | 404 | last-modified: @-1000                   | HEURISTIC 100
          heuristic 201                  |  | 201 | last-modified: @-1000 ~ date: @0        | NOT_CACHEABLE
          heuristic 403                  |  | 403 | last-modified: @-1000 ~ etag: "a"       | NOT_CACHEABLE
          heuristic 503                  |  | 503 | last-modified: @-1000                   | NOT_CACHEABLE
          heuristic 599                  |  | 599 | last-modified: @-1000                   | NOT_CACHEABLE
          302 with a tag only            |  | 302 | etag: "a"                               | NOT_CACHEABLE
          302 with a lifetime            |  | 302 | cache-control: max-age=60               | MAX_AGE 60
          heuristic 599 public           |  | 599 | last-modified: @-1000 ~ cache-control: public | HEURISTIC 100
          stale window alone             |  | 200 | cache-control: max-age=0, stale-while-revalidate=60 | MAX_AGE 0
          targeted before all            |  | 200 | cdn-cache-control: max-age=60 ~ cache-control: no-store ~ expires: 0 | MAX_AGE 60
          targeted no-store              |  | 200 | cdn-cache-control: no-store ~ cache-control: max-age=60 | NO_STORE
          targeted private               |  | 200 | cdn-cache-control: private ~ cache-control: max-age=60 | PRIVATE
          targeted hides Expires         |  | 200 | cdn-cache-control: foo ~ expires: @60 ~ etag: "a" | NONE 0
          targeted malformed             |  | 200 | cdn-cache-control: max-age=10, && ~ cache-control: no-store | NO_STORE
          targeted of a wrong type       |  | 200 | cdn-cache-control: max-age="10" ~ cache-control: no-store | NO_STORE
          """)
  void decidesByTheSpecification(
      String name, String request, int status, String response, String expected) {
    assertThat(told(Cases.decide(request, status, response))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HEAD   | cache-control: max-age=60                                      | METHOD
          PUT    | cache-control: max-age=60 ~ content-location: /a/b?c           | METHOD
          get    | cache-control: max-age=60                                      | METHOD
          POST   | cache-control: max-age=60                                      | METHOD
          POST   | cache-control: max-age=60 ~ content-location: /other           | METHOD
          POST   | cache-control: max-age=60 ~ content-location: //evil.com/a/b?c | METHOD
          POST   | last-modified: @-1000 ~ content-location: /a/b?c               | METHOD
          POST   | cache-control: max-age=60 ~ content-location: /a/b?c           | MAX_AGE 60
          POST   | expires: @60 ~ content-location: https://example.com:443/a/b?c | EXPIRES 60
          """)
  void onlyGetAndPostsThatNameTheirTargetAreStored(
      String method, String response, String expected) {
    StoreDecision decision =
        Storability.decide(
            Cases.request(method, null),
            Cases.response(200, response),
            CachePolicy.DEFAULT,
            Timing.at(NOW));
    assertThat(told(decision)).isEqualTo(expected);
  }

  @Test
  void theOperatorsLifetimesAreOverrideDefaultAndBounds() {
    Ttl ttl = Ttl.DEFAULT;
    assertThat(with(ttl.withOverrideSeconds(5), 200, "cache-control: max-age=60"))
        .isEqualTo("POLICY_OVERRIDE 5");
    assertThat(with(ttl.withOverrideSeconds(5), 200, "cache-control: no-store"))
        .isEqualTo("NO_STORE");
    assertThat(with(ttl.withDefaultSeconds(5), 200, "etag: \"a\"")).isEqualTo("POLICY_DEFAULT 5");
    assertThat(with(ttl.withDefaultSeconds(5), 200, "cache-control: max-age=60"))
        .isEqualTo("MAX_AGE 60");
    assertThat(with(ttl.withDefaultSeconds(5), 500, "date: @0")).isEqualTo("NOT_CACHEABLE");
    assertThat(with(ttl.withOverrideSeconds(5), 500, "date: @0")).isEqualTo("NOT_CACHEABLE");
    assertThat(with(ttl.withOverrideSeconds(5), 404, "date: @0")).isEqualTo("POLICY_OVERRIDE 5");
    assertThat(with(ttl.withMinSeconds(5), 200, "cache-control: max-age=0")).isEqualTo("MAX_AGE 5");
    assertThat(with(ttl.withMinSeconds(5), 500, "cache-control: max-age=0"))
        .isEqualTo("NOTHING_TO_REUSE");
    assertThat(with(ttl.withMinSeconds(90), 200, "cache-control: max-age=60"))
        .isEqualTo("MAX_AGE 90");
    assertThat(with(ttl.withMaxSeconds(30), 200, "cache-control: max-age=60"))
        .isEqualTo("MAX_AGE 30");
    assertThat(with(ttl.withHeuristicPercent(0), 200, "last-modified: @-1000")).isEqualTo("NONE 0");
    assertThat(with(ttl.withHeuristicMaxSeconds(7), 200, "last-modified: @-1000"))
        .isEqualTo("HEURISTIC 7");
  }

  private static String with(Ttl ttl, int status, String response) {
    return told(Cases.decide(null, status, response, CachePolicy.DEFAULT.withTtl(ttl)));
  }

  @Test
  void errorsAreKeptForTheTimeOfTheirStatus() {
    CachePolicy policy =
        CachePolicy.DEFAULT.withStatusTtlSeconds(Map.of(404, 10L, 410, 0L, 500, 3L));
    assertThat(told(Cases.decide(null, 404, "date: @0", policy))).isEqualTo("POLICY_STATUS 10");
    assertThat(told(Cases.decide(null, 500, "date: @0", policy))).isEqualTo("POLICY_STATUS 3");
    assertThat(told(Cases.decide(null, 410, "etag: \"a\"", policy))).isEqualTo("POLICY");
    assertThat(told(Cases.decide(null, 410, "cache-control: max-age=5", policy)))
        .isEqualTo("MAX_AGE 5");
    assertThat(told(Cases.decide(null, 404, "cache-control: no-store", policy)))
        .isEqualTo("NO_STORE");
    CachePolicy override = policy.withTtl(Ttl.DEFAULT.withOverrideSeconds(99).withMinSeconds(50));
    assertThat(told(Cases.decide(null, 404, "date: @0", override))).isEqualTo("POLICY_STATUS 10");
    assertThat(told(Cases.decide(null, 200, "date: @0", override))).isEqualTo("POLICY_OVERRIDE 99");
  }

  @Test
  void cookiesAreStoredStrippedOrRefusedAsConfigured() {
    String response = "last-modified: @-1000 ~ set-cookie: a=b";
    CachePolicy policy = CachePolicy.DEFAULT;
    assertThat(
            told(
                Cases.decide(
                    null, 200, response, policy.withSetCookie(CachePolicy.SetCookie.STRIP))))
        .isEqualTo("HEURISTIC 100 without set-cookie");
    assertThat(
            told(
                Cases.decide(
                    null, 200, response, policy.withSetCookie(CachePolicy.SetCookie.STORE))))
        .isEqualTo("HEURISTIC 100");
    assertThat(
            told(
                Cases.decide(
                    null,
                    200,
                    "cache-control: max-age=60 ~ set-cookie: a=b",
                    policy.withSetCookie(CachePolicy.SetCookie.DO_NOT_STORE))))
        .isEqualTo("SET_COOKIE");
  }

  @Test
  void anOperatorsLifetimeDoesNotSpreadCookies() {
    CachePolicy policy = CachePolicy.DEFAULT.withTtl(Ttl.DEFAULT.withOverrideSeconds(60));
    assertThat(told(Cases.decide(null, 200, "set-cookie: a=b", policy))).isEqualTo("SET_COOKIE");
  }

  @Test
  void contentKnownToBePublicIsStoredAgainstTheOriginsWord() {
    CachePolicy policy =
        CachePolicy.DEFAULT
            .withStoreAgainstOrigin(true)
            .withTtl(Ttl.DEFAULT.withOverrideSeconds(60));
    assertThat(
            told(Cases.decide("authorization: x", 200, "cache-control: no-store, private", policy)))
        .isEqualTo("POLICY_OVERRIDE 60");
    assertThat(told(Cases.decide(null, 200, "cache-control: no-cache", policy)))
        .isEqualTo("POLICY_OVERRIDE 60");
    assertThat(told(Cases.decide(null, 200, "vary: *", policy))).isEqualTo("VARY_STAR");
  }

  @Test
  void aViewersNoStoreIsIgnoredWhereItsDirectivesAre() {
    CachePolicy policy =
        CachePolicy.DEFAULT.withRequestDirectives(CachePolicy.RequestDirectives.IGNORE);
    assertThat(
            told(Cases.decide("cache-control: no-store", 200, "cache-control: max-age=60", policy)))
        .isEqualTo("MAX_AGE 60");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max-age=5                                                     | 0  | 86400
          max-age=5, stale-while-revalidate=60                          | 60 | 86400
          max-age=5, stale-if-error=7                                   | 0  | 7
          max-age=5, stale-if-error=0                                   | 0  | 0
          s-maxage=5                                                    | 0  | 0
          s-maxage=5, stale-while-revalidate=60                         | 60 | 0
          s-maxage=5, stale-if-error=7                                  | 0  | 7
          max-age=5, must-revalidate, stale-while-revalidate=60         | 0  | 0
          max-age=5, proxy-revalidate, stale-if-error=7                 | 0  | 0
          max-age=5, no-cache, stale-if-error=7                         | 0  | 0
          """)
  void staleWindowsAreWhatTheOriginSaysOrThePolicy(String control, long revalidate, long error) {
    Freshness freshness = Cases.freshness("cache-control: " + control);
    assertThat(freshness.whileRevalidateMillis()).isEqualTo(revalidate * 1000);
    assertThat(freshness.ifErrorMillis()).isEqualTo(error * 1000);
  }

  @Test
  void thePolicysGreatestStalenessBoundsTheOriginsWindows() {
    CachePolicy policy = CachePolicy.DEFAULT.withStale(new StalePolicy(0, 0, 10));
    Store store =
        (Store)
            Cases.decide(
                null,
                200,
                "cache-control: max-age=5, stale-while-revalidate=60, stale-if-error=60",
                policy);
    assertThat(store.freshness().whileRevalidateMillis()).isEqualTo(10_000);
    assertThat(store.freshness().ifErrorMillis()).isEqualTo(10_000);
  }
}
