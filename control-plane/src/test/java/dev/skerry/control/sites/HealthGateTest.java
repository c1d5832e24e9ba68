package dev.skerry.control.sites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.sync.EdgeVitals.HandlerVitals;
import dev.skerry.edge.sync.EdgeVitals.SiteVitals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthGateTest {
  private static final RolloutPolicy POLICY =
      new RolloutPolicy(
          List.of("a"), 0, Duration.ofMinutes(1), 2, 2, 20, RolloutPolicy.Unjudged.PROMOTE);

  /** Requests and 5xx of each, and the time to the first byte of all of them, milliseconds. */
  @ParameterizedTest
  @CsvSource({
    // canaries        others             healthy
    "  0,   0,    0,   1000,   0,    1,   true",
    " 19,  19,    1,   1000,   0,    1,   true",
    " 20,  20,    1,   1000,   0,    1,   false",
    "100,   1,    1,   1000,   0,    1,   true",
    "100,   2,    1,   1000,   0,    1,   false",
    "100,  10,    1,   1000,  50,    1,   true",
    "100,  11,    1,   1000,  50,    1,   false",
    "100,  80,    1,   1000, 600,    1,   true",
    "100,  81,    1,   1000, 600,    1,   false",
    "100,   1,    1,      0,   0,    1,   true",
    "100,   2,    1,      0,   0,    1,   false",
    "100,   0,   10,   1000,   0,    1,   true",
    "100,   0,   25,   1000,   0,   10,   false",
    "100,   0,   50,   1000,   0,   25,   true",
    "100,   0,  100,   1000,   0,   25,   false",
    "100,   0, 5000,      5,   0,    1,   true",
    "100,   0, 9000,      0,   0,    1,   true"
  })
  void canariesAreJudgedAgainstTheOthers(
      long requests,
      long errors,
      long millis,
      long otherRequests,
      long otherErrors,
      long otherMillis,
      boolean healthy) {
    String complaint =
        HealthGate.complaint(
            POLICY,
            traffic(requests, errors, millis),
            traffic(otherRequests, otherErrors, otherMillis));
    assertThat(complaint == null).as(String.valueOf(complaint)).isEqualTo(healthy);
  }

  /** Calls of handlers, and how many of them failed, while viewers saw no error. */
  @ParameterizedTest
  @CsvSource({
    // canaries   others        healthy
    "  0,   0,    1000,   0,    true",
    " 19,  19,    1000,   0,    true",
    " 20,  20,    1000,   0,    false",
    "100,   1,    1000,   0,    true",
    "100,   2,    1000,   0,    false",
    "100,  10,    1000,  50,    true",
    "100,  11,    1000,  50,    false",
    "100, 100,       0,   0,    false"
  })
  void handlersThatFailMoreOftenThanElsewhereAreRefused(
      long calls, long failures, long otherCalls, long otherFailures, boolean healthy) {
    String complaint =
        HealthGate.complaint(
            POLICY,
            calling(new HandlerVitals(calls, failures)),
            calling(new HandlerVitals(otherCalls, otherFailures)));
    assertThat(complaint == null).as(String.valueOf(complaint)).isEqualTo(healthy);
  }

  private static Traffic calling(HandlerVitals handlers) {
    Traffic well = traffic(1_000, 0, 1);
    return new Traffic(well.requests(), well.serverErrors(), handlers, well.latencies());
  }

  static Traffic traffic(long requests, long errors, long millis) {
    List<Long> classes = new ArrayList<>();
    boolean placed = false;
    for (long bound : SiteVitals.LATENCY_BOUNDS_MICROS) {
      boolean here = !placed && millis * 1_000 <= bound;
      classes.add(here ? requests : 0);
      placed |= here;
    }
    classes.add(placed ? 0 : requests);
    return new Traffic(requests, errors, HandlerVitals.NONE, classes);
  }
}
