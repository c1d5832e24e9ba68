package dev.skerry.control.sites;

import static org.assertj.core.api.Assertions.assertThat;

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

  static Traffic traffic(long requests, long errors, long millis) {
    List<Long> classes = new ArrayList<>();
    boolean placed = false;
    for (long bound : SiteVitals.LATENCY_BOUNDS_MICROS) {
      boolean here = !placed && millis * 1_000 <= bound;
      classes.add(here ? requests : 0);
      placed |= here;
    }
    classes.add(placed ? 0 : requests);
    return new Traffic(requests, errors, classes);
  }
}
