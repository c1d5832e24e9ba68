package dev.skerry.control.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.sync.EdgeVitals.SiteVitals;
import dev.skerry.edge.sync.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class VitalsHistoryTest {
  private static final Duration SLOT = TrafficRing.SLOT;

  private final ManualTime time = new ManualTime();
  private final VitalsHistory history = new VitalsHistory(time);

  /** An edge tells of one site: requests of which half are hits, all within a millisecond. */
  private void tell(String edge, long startedAt, String site, long requests) {
    List<Long> latencies =
        new ArrayList<>(Collections.nCopies(SiteVitals.LATENCY_BOUNDS_MICROS.size() + 1, 0L));
    latencies.set(3, requests);
    SiteVitals vitals =
        new SiteVitals(site, requests, requests / 2, requests * 100, requests / 10, 0, latencies);
    history.reported(
        edge,
        new Report.Vitals(
            new EdgeVitals(
                time.millis(),
                startedAt,
                "ready",
                1,
                0,
                0,
                0,
                0,
                "",
                EdgeVitals.HandlerVitals.NONE,
                List.of(vitals))));
  }

  @Test
  void countersBecomeRates() {
    for (int slot = 0; slot <= 3; slot++) {
      tell("a", 1, "one", 1_000 + 50L * slot);
      time.pass(SLOT);
    }
    Figures present = history.present();
    assertThat(present.requests()).isEqualTo(10);
    assertThat(present.hitRatio()).isEqualTo(0.5);
    assertThat(present.bytes()).isEqualTo(1_000);
    assertThat(present.clientErrors()).isEqualTo(1);
    assertThat(present.serverErrors()).isZero();
    assertThat(present.latencyMedianMicros()).isEqualTo(1_000);
    assertThat(present.latencyP99Micros()).isEqualTo(1_000);
    assertThat(history.presentOf("a")).isEqualTo(present);
    assertThat(history.presentBySite()).containsOnlyKeys("one").containsValue(present);
  }

  @Test
  void whatWasServedBeforeAnEdgeCameIsOfNoTime() {
    tell("a", 1, "one", 1_000_000);
    time.pass(SLOT);
    assertThat(history.present().requests()).isZero();
    assertThat(history.presentOf("a")).isNull();
  }

  @Test
  void countersOfAnotherProcessBeginAnew() {
    tell("a", 1, "one", 1_000_000);
    tell("a", 2, "one", 100);
    time.pass(SLOT);
    assertThat(history.present().requests()).isEqualTo(10);
  }

  @Test
  void edgesAddUp() {
    for (String edge : List.of("a", "b")) {
      tell(edge, 1, "one", 0);
      tell(edge, 1, "one", 100);
    }
    time.pass(SLOT);
    assertThat(history.present().requests()).isEqualTo(20);
    assertThat(Objects.requireNonNull(history.presentOf("b")).requests()).isEqualTo(10);
  }

  @Test
  void theLastTenMinutesAreKeptAndNoMore() {
    tell("a", 1, "one", 0);
    for (int slot = 1; slot <= 3 * TrafficRing.SLOTS; slot++) {
      tell("a", 1, "one", 5L * slot * (slot + 1) / 2);
      time.pass(SLOT);
    }
    List<Figures> past = history.past();
    assertThat(past).hasSize(TrafficRing.SLOTS - 1);
    assertThat(past.getLast().requests()).isEqualTo(3 * TrafficRing.SLOTS);
    assertThat(past.getFirst().requests()).isEqualTo(2 * TrafficRing.SLOTS + 2);
    time.pass(SLOT.multipliedBy(TrafficRing.SLOTS));
    assertThat(history.past()).allMatch(figures -> figures.requests() == 0);
  }

  @Test
  void sitesBeyondTheLimitCountTogether() {
    for (int site = 0; site < 300; site++) {
      tell("edge-" + site, 1, "site-" + site, 0);
      tell("edge-" + site, 1, "site-" + site, 10);
    }
    time.pass(SLOT);
    assertThat(history.presentBySite()).hasSize(201).containsKey("_other");
    assertThat(history.present().requests()).isEqualTo(300);
  }

  @Test
  void anEdgeThatIsNoneAnyMoreIsForgotten() {
    tell("a", 1, "one", 0);
    tell("a", 1, "one", 10);
    history.retain(List.of());
    assertThat(history.presentOf("a")).isNull();
  }
}
