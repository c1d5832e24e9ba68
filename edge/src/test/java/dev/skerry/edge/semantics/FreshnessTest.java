package dev.skerry.edge.semantics;

import static dev.skerry.edge.semantics.Cases.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.semantics.StoreDecision.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no Age                   | date: @0                     | 0
          Age                      | date: @0 ~ age: 7200         | 7200
          Age larger than apparent | date: @-5 ~ age: 30          | 30
          apparent larger than Age | date: @-50 ~ age: 30         | 50
          Date in the future       | date: @50                    | 0
          no Date                  | age: 3                       | 3
          malformed Date           | date: foo ~ age: 3           | 3
          not a number             | date: @0 ~ age: abc          | 0
          negative                 | date: @0 ~ age: -7200        | 0
          decimal                  | date: @0 ~ age: 7200.0       | 0
          with a parameter         | date: @0 ~ age: 7200;foo=bar | 0
          empty                    | date: @0 ~ age:              | 0
          2^31 - 1                 | date: @0 ~ age: 2147483647   | 2147483647
          2^31                     | date: @0 ~ age: 2147483648   | 2147483648
          beyond 2^31              | date: @0 ~ age: 2147483649   | 2147483648
          far beyond               | date: @0 ~ age: 99999999999999999999 | 2147483648
          old first in a list      | date: @0 ~ age: 7200,0       | 7200
          new first in a list      | date: @0 ~ age: 0, 7200      | 0
          old first of two lines   | date: @0 ~ age: 7200 ~ age: 0 | 7200
          new first of two lines   | date: @0 ~ age: 0 ~ age: 7200 | 0
          twice the same           | date: @0 ~ age: 3600, 3600   | 3600
          leading comma            | date: @0 ~ age: ,5           | 0
          """)
  void theAgeOfAReceivedResponseSurvivesNonsense(String name, String response, long seconds) {
    Freshness freshness = Cases.freshness(response + " ~ cache-control: max-age=10");
    assertThat(freshness.currentAgeSeconds(NOW)).isEqualTo(seconds);
  }

  @ParameterizedTest(name = "age: {0} is stale: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          abc            | true
          -7200          | true
          7200.0         | true
          0, 7200        | true
          0, 0           | true
          7200;foo=bar   | true
          0              | false
          5              | false
          """)
  void malformedAgesMakeStaleWhereThePolicySaysSo(String age, boolean stale) {
    CachePolicy policy = CachePolicy.DEFAULT.withMalformedAge(CachePolicy.MalformedAge.STALE);
    Store store =
        (Store) Cases.decide(null, 200, "cache-control: max-age=3600 ~ age: " + age, policy);
    assertThat(store.freshness().isFresh(NOW)).isEqualTo(!stale);
  }

  @Test
  void theTimeThatTheOriginTookCountsTowardsTheStatedAge() {
    Store store =
        (Store)
            Storability.decide(
                Cases.get(null),
                Cases.response(200, "cache-control: max-age=60 ~ age: 10"),
                CachePolicy.DEFAULT,
                new Timing(NOW - 4_000, NOW));
    assertThat(store.freshness().currentAgeMillis(NOW)).isEqualTo(14_000);
    assertThat(new Timing(NOW, NOW - 5).delayMillis()).isZero();
  }

  @Test
  void aResponseIsFreshUntilItsAgeReachesItsLifetime() {
    Freshness freshness = Cases.freshness("cache-control: max-age=10");
    assertThat(freshness.isFresh(NOW)).isTrue();
    assertThat(freshness.isFresh(NOW + 9_999)).isTrue();
    assertThat(freshness.isFresh(NOW + 10_000)).isFalse();
    assertThat(freshness.ttlSeconds(NOW)).isEqualTo(10);
    assertThat(freshness.ttlSeconds(NOW + 1)).isEqualTo(9);
    assertThat(freshness.ttlSeconds(NOW + 10_001)).isEqualTo(-1);
    assertThat(freshness.stalenessMillis(NOW + 10_001)).isEqualTo(1);
    assertThat(freshness.currentAgeSeconds(NOW + 3_999)).isEqualTo(3);
  }

  @Test
  void aClockThatWasSetBackMakesNothingYounger() {
    Freshness freshness = Cases.freshness("cache-control: max-age=10 ~ age: 5");
    assertThat(freshness.currentAgeSeconds(NOW - 1_000_000)).isEqualTo(5);
  }

  @Test
  void whatIsMadeStaleStaysAsOldAsItIs() {
    Freshness stale =
        Cases.freshness("cache-control: max-age=10, stale-while-revalidate=5")
            .staleFrom(NOW + 3_000);
    assertThat(stale.isFresh(NOW + 3_000)).isFalse();
    assertThat(stale.currentAgeSeconds(NOW + 3_000)).isEqualTo(3);
    assertThat(Reuse.decide(CacheControl.NONE, stale, NOW + 3_000, CachePolicy.DEFAULT))
        .isEqualTo(Reuse.STALE_WHILE_REVALIDATE);
  }

  @Test
  void aResponseIsOfNoUseAfterItsLongestWindow() {
    Freshness freshness =
        Cases.freshness(
            "cache-control: max-age=10, stale-while-revalidate=5, stale-if-error=7 ~ age: 2");
    assertThat(freshness.uselessFromMillis()).isEqualTo(NOW + 15_000);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          freshness-none                            | date: @0                                          | false
          freshness-max-age                         | cache-control: max-age=3600                       | true
          freshness-max-age-0                       | cache-control: max-age=0                          | false
          freshness-max-age-max-plus                | cache-control: max-age=99999999999                | true
          freshness-max-age-age                     | date: @0 ~ cache-control: max-age=3600 ~ age: 7200 | false
          freshness-max-age-date                    | date: @-7200 ~ cache-control: max-age=3600        | false
          freshness-max-age-expires                 | cache-control: max-age=3600 ~ expires: @-7200 ~ date: @0 | true
          freshness-max-age-extension               | cache-control: foobar, max-age=3600               | true
          freshness-max-age-negative                | cache-control: max-age=-3600                      | false
          freshness-s-maxage-shared                 | cache-control: s-maxage=3600                      | true
          freshness-max-age-s-maxage-shared-longer  | cache-control: max-age=3600, s-maxage=1           | false
          freshness-max-age-s-maxage-shared-shorter-expires | expires: @-10 ~ cache-control: max-age=0, s-maxage=3600 | true
          freshness-max-age-ignore-quoted           | cache-control: extension="max-age=3600", max-age=1 | false
          freshness-expires-future                  | expires: @2592000 ~ date: @0                      | true
          freshness-expires-past                    | expires: @-2592000 ~ date: @0                     | false
          freshness-expires-old-date                | expires: @300 ~ date: @400                        | false
          freshness-expires-invalid                 | expires: 0 ~ date: @0                             | false
          freshness-expires-invalid-date            | date: foo ~ expires: @10                          | true
          freshness-expires-age-slow-date           | date: @-10 ~ expires: @10 ~ age: 25               | false
          freshness-expires-age-fast-date           | date: @10 ~ expires: @20 ~ age: 15                | false
          freshness-expires-ansi-c                  | expires: Thu Aug  8 02:01:18 2050 ~ date: @0      | true
          freshness-expires-rfc850                  | expires: Thursday, 18-Aug-50 02:01:18 GMT ~ date: @0 | true
          cdn-max-age-age                           | date: @0 ~ cdn-cache-control: max-age=3600 ~ age: 7200 | false
          cdn-max-age-short-cc-max-age              | cache-control: max-age=1 ~ cdn-cache-control: max-age=3600 | true
          cdn-max-age-long-cc-max-age               | cache-control: max-age=3600 ~ cdn-cache-control: max-age=1 | false
          cdn-no-cache                              | cdn-cache-control: no-cache ~ cache-control: max-age=10000 | false
          cdn-max-age-0-expires                     | cdn-cache-control: max-age=0 ~ expires: @10000 ~ date: @0 | false
          heuristic-delta-60                        | last-modified: @-60 ~ date: @0                    | true
          heuristic-delta-30                        | last-modified: @-30 ~ date: @0                    | false
          """)
  void threeSecondsLaterItIsServedFromStoreOrNot(String id, String response, boolean served) {
    boolean serves =
        Cases.decide(null, 200, response) instanceof Store store
            && Reuse.decide(CacheControl.NONE, store.freshness(), NOW + 3_000, CachePolicy.DEFAULT)
                    .action()
                == Reuse.Action.SERVE;
    assertThat(serves).isEqualTo(served);
  }
}
