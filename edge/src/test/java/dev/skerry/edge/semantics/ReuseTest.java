package dev.skerry.edge.semantics;

import static dev.skerry.edge.semantics.Cases.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.http.Fields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReuseTest {
  @ParameterizedTest(name = "{0} after {1} s, request {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max-age=10                           | 9    |                               | FRESH
          max-age=10                           | 10   |                               | STALE
          max-age=10, no-cache                 | 1    |                               | ALWAYS_VALIDATE
          max-age=10, stale-while-revalidate=5 | 14   |                               | STALE_WHILE_REVALIDATE
          max-age=10, stale-while-revalidate=5 | 15   |                               | STALE
          max-age=10, must-revalidate          | 10   |                               | STALE
          max-age=10                           | 1    | no-cache                      | REQUEST_NO_CACHE
          max-age=10                           | 20   | no-cache                      | REQUEST_NO_CACHE
          max-age=10                           | 0    | max-age=0                     | REQUEST_MAX_AGE
          max-age=10                           | 5    | max-age=5                     | FRESH
          max-age=10                           | 6    | max-age=5                     | REQUEST_MAX_AGE
          max-age=10                           | 20   | max-age=100                   | REQUEST_MAX_AGE
          max-age=10                           | 20   | max-age=100, max-stale        | MAX_STALE
          max-age=10                           | 5    | max-age=3, max-stale          | REQUEST_MAX_AGE
          max-age=10, stale-while-revalidate=9 | 12   | max-age=100                   | REQUEST_MAX_AGE
          max-age=10                           | 5    | min-fresh=5                   | FRESH
          max-age=10                           | 6    | min-fresh=5                   | REQUEST_MIN_FRESH
          max-age=10                           | 6    | min-fresh=0                   | FRESH
          max-age=10                           | 20   | min-fresh=0                   | REQUEST_MIN_FRESH
          max-age=10                           | 19   | max-stale=10                  | MAX_STALE
          max-age=10                           | 20   | max-stale=10                  | STALE
          max-age=10                           | 9999 | max-stale                     | MAX_STALE
          max-age=10, must-revalidate          | 11   | max-stale                     | STALE
          max-age=10, proxy-revalidate         | 11   | max-stale                     | STALE
          s-maxage=10                          | 11   | max-stale                     | STALE
          max-age=10, no-cache                 | 1    | max-stale                     | ALWAYS_VALIDATE
          max-age=10                           | 5    | only-if-cached                | FRESH
          max-age=10                           | 11   | only-if-cached                | ONLY_IF_CACHED
          max-age=10                           | 11   | only-if-cached, max-stale     | MAX_STALE
          max-age=10                           | 1    | only-if-cached, no-cache      | ONLY_IF_CACHED
          max-age=10, stale-while-revalidate=5 | 12   | only-if-cached                | STALE_WHILE_REVALIDATE
          max-age=10                           | 1    | no-store                      | FRESH
          max-age=10                           | 1    | foobar, x=y                   | FRESH
          """)
  void decides(String control, long seconds, String request, Reuse expected) {
    Freshness stored = Cases.freshness("cache-control: " + control);
    CacheControl viewer =
        CacheControl.ofRequest(Cases.fields(request == null ? null : "cache-control: " + request));
    assertThat(Reuse.decide(viewer, stored, NOW + seconds * 1000, CachePolicy.DEFAULT))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"no-cache", "max-age=0", "min-fresh=100", "only-if-cached", "max-stale"})
  void aViewersDirectivesAreIgnoredWhereThePolicySaysSo(String request) {
    CachePolicy policy =
        CachePolicy.DEFAULT.withRequestDirectives(CachePolicy.RequestDirectives.IGNORE);
    CacheControl viewer = CacheControl.ofRequest(Cases.fields("cache-control: " + request));
    Freshness stored = Cases.freshness("cache-control: max-age=10");
    assertThat(Reuse.decide(viewer, stored, NOW + 1_000, policy)).isEqualTo(Reuse.FRESH);
    assertThat(Reuse.decide(viewer, stored, NOW + 11_000, policy)).isEqualTo(Reuse.STALE);
    assertThat(Reuse.isGatewayTimeoutOnMiss(viewer, policy)).isFalse();
  }

  @Test
  void onlyIfCachedForbidsToAskOnAMiss() {
    CacheControl viewer = CacheControl.ofRequest(Cases.fields("cache-control: only-if-cached"));
    assertThat(Reuse.isGatewayTimeoutOnMiss(viewer, CachePolicy.DEFAULT)).isTrue();
    assertThat(Reuse.isGatewayTimeoutOnMiss(CacheControl.NONE, CachePolicy.DEFAULT)).isFalse();
  }

  @ParameterizedTest(name = "{0} after {1} s")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max-age=10                              | 5      | FRESH
          max-age=10                              | 11     | WITHIN_WINDOW
          max-age=10                              | 86409  | WITHIN_WINDOW
          max-age=10                              | 86410  | TOO_OLD
          max-age=10, stale-if-error=60           | 69     | WITHIN_WINDOW
          max-age=10, stale-if-error=60           | 70     | TOO_OLD
          max-age=10, stale-if-error=0            | 11     | TOO_OLD
          max-age=10, must-revalidate             | 9      | FRESH
          max-age=10, must-revalidate             | 11     | FORBIDDEN
          max-age=10, proxy-revalidate            | 11     | FORBIDDEN
          max-age=10, s-maxage=10                 | 11     | FORBIDDEN
          max-age=10, no-cache                    | 1      | FORBIDDEN
          max-age=10, no-cache, stale-if-error=60 | 1      | FORBIDDEN
          s-maxage=10, stale-if-error=60          | 11     | WITHIN_WINDOW
          """)
  void afterAFailureOfTheOriginWhatIsAllowedIsServedStale(
      String control, long seconds, StaleOnError expected) {
    Freshness stored = Cases.freshness("cache-control: " + control);
    long now = NOW + seconds * 1000;
    assertThat(StaleOnError.afterFailure(stored, now)).isEqualTo(expected);
    assertThat(StaleOnError.afterStatus(503, stored, now)).isEqualTo(expected);
    assertThat(StaleOnError.afterStatus(404, stored, now)).isEqualTo(StaleOnError.NO_FAILURE);
    assertThat(StaleOnError.afterStatus(501, stored, now)).isEqualTo(StaleOnError.NO_FAILURE);
  }

  @Test
  void aPolicyThatForbidsStaleForbidsMaxStaleToo() {
    CachePolicy policy = CachePolicy.DEFAULT.withStale(StalePolicy.NEVER);
    CacheControl viewer = CacheControl.ofRequest(Cases.fields("cache-control: max-stale"));
    Freshness stored = Cases.freshness("cache-control: max-age=10");
    assertThat(Reuse.decide(viewer, stored, NOW + 11_000, policy)).isEqualTo(Reuse.STALE);
  }

  @Test
  void theReasonForForwardingIsTold() {
    assertThat(CacheStatus.Forward.of(Reuse.STALE)).isEqualTo(CacheStatus.Forward.STALE);
    assertThat(CacheStatus.Forward.of(Reuse.REQUEST_NO_CACHE))
        .isEqualTo(CacheStatus.Forward.REQUEST);
  }

  @ParameterizedTest(name = "{0} after {1} s, request {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max-age=10, stale-if-error=5  | 20 |                   | TOO_OLD
          max-age=10, stale-if-error=5  | 20 | stale-if-error=11 | WITHIN_WINDOW
          max-age=10, stale-if-error=5  | 20 | stale-if-error=10 | TOO_OLD
          max-age=10, stale-if-error=5  | 20 | max-stale         | WITHIN_WINDOW
          max-age=10, stale-if-error=5  | 12 | stale-if-error=0  | WITHIN_WINDOW
          max-age=10, must-revalidate   | 12 | stale-if-error=60 | FORBIDDEN
          max-age=10, no-cache          | 12 | max-stale         | FORBIDDEN
          """)
  void aViewerMayTakeStaleForLonger(
      String control, long seconds, String request, StaleOnError expected) {
    Freshness stored = Cases.freshness("cache-control: " + control);
    CacheControl viewer =
        CacheControl.ofRequest(Cases.fields(request == null ? null : "cache-control: " + request));
    long now = NOW + seconds * 1000;
    assertThat(StaleOnError.afterFailure(viewer, stored, now, CachePolicy.DEFAULT))
        .isEqualTo(expected);
    CachePolicy deaf =
        CachePolicy.DEFAULT.withRequestDirectives(CachePolicy.RequestDirectives.IGNORE);
    assertThat(StaleOnError.afterFailure(viewer, stored, now, deaf))
        .isEqualTo(StaleOnError.afterFailure(stored, now));
  }

  /** Every combination of small numbers and flags, against the rules said once more and naively. */
  @Test
  void everySmallCaseIsDecidedAsTheRulesSay() {
    int[] numbers = {-1, 0, 1, 2, 3};
    for (Freshness.Staleness staleness : Freshness.Staleness.values()) {
      for (int age = 0; age <= 4; age++) {
        for (int lifetime = 0; lifetime <= 3; lifetime++) {
          for (int window = 0; window <= 2; window++) {
            for (int maxAge : numbers) {
              for (int minFresh : numbers) {
                for (int maxStale : numbers) {
                  for (int flags = 0; flags < 4; flags++) {
                    Freshness stored =
                        new Freshness(
                            NOW,
                            age * 1000L,
                            lifetime * 1000L,
                            staleness == Freshness.Staleness.ALLOWED ? window * 1000L : 0,
                            0,
                            Freshness.Source.MAX_AGE,
                            staleness);
                    check(stored, age, lifetime, window, maxAge, minFresh, maxStale, flags);
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private static void check(
      Freshness stored,
      int age,
      int lifetime,
      int window,
      int maxAge,
      int minFresh,
      int maxStale,
      int flags) {
    boolean noCache = (flags & 1) != 0;
    boolean onlyIfCached = (flags & 2) != 0;
    String request =
        (maxAge < 0 ? "" : "max-age=" + maxAge + ",")
            + (minFresh < 0 ? "" : "min-fresh=" + minFresh + ",")
            + (maxStale < 0 ? "" : "max-stale=" + maxStale + ",")
            + (noCache ? "no-cache," : "")
            + (onlyIfCached ? "only-if-cached" : "");
    Reuse reuse =
        Reuse.decide(
            CacheControl.ofRequest(Fields.of("cache-control", request)),
            stored,
            NOW,
            CachePolicy.DEFAULT);
    boolean allowed = stored.staleness() == Freshness.Staleness.ALLOWED;
    boolean fresh = age < lifetime;
    boolean viewerAgrees =
        !noCache
            && (maxAge < 0 || (maxAge > 0 && age <= maxAge && (fresh || maxStale >= 0)))
            && (minFresh < 0 || lifetime - age >= minFresh);
    boolean usable =
        fresh || (allowed && age - lifetime < window) || (allowed && age - lifetime < maxStale);
    boolean served =
        stored.staleness() != Freshness.Staleness.ALWAYS_VALIDATE && viewerAgrees && usable;
    assertThat(
            reuse.action() == Reuse.Action.SERVE
                || reuse.action() == Reuse.Action.SERVE_AND_VALIDATE)
        .as("%s with %s: %s", stored, request, reuse)
        .isEqualTo(served);
    assertThat(reuse == Reuse.ONLY_IF_CACHED).isEqualTo(!served && onlyIfCached);
    assertThat(reuse == Reuse.FRESH).isEqualTo(served && fresh);
  }
}
