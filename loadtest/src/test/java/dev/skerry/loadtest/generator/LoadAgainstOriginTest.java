package dev.skerry.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.loadtest.origin.SizedOrigin;
import dev.skerry.loadtest.terminal.ExitCodes;
import dev.skerry.loadtest.terminal.Stop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The generator as a whole: it counts what the test origin counts, and sees what is wrong. */
class LoadAgainstOriginTest {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private SizedOrigin origin;

  LoadAgainstOriginTest() throws InterruptedException {
    origin = start();
  }

  @BeforeEach
  void nothingWasAsked() {
    assertThat(origin.requests()).isZero();
  }

  @AfterEach
  void stop() {
    origin.close();
  }

  private static SizedOrigin start() throws InterruptedException {
    return new SizedOrigin(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, 10 << 20);
  }

  @Test
  void everyRequestOfAScheduleIsSentAndItsContentChecked() throws Exception {
    LoadResult result = run("/{size}/{key}", 2000, 500, true);
    assertThat(result.faults()).isEmpty();
    assertThat(result.answered()).isEqualTo(500);
    assertThat(origin.requests()).isEqualTo(500);
    assertThat(result.latencies().getTotalCount()).isEqualTo(500);
    Sizes sizes = Sizes.parse("lognormal:5k:1.0");
    assertThat(result.bytes()).isGreaterThan(sizes.of(0));
  }

  @Test
  void asManyAsAreAnsweredStillEndsAtTheNumberOfRequests() throws Exception {
    LoadResult result = run("/pass/{size}/{key}", 0, 333, true);
    assertThat(result.faults()).isEmpty();
    assertThat(origin.requests()).isEqualTo(333);
    assertThat(result.asked()).isZero();
  }

  @Test
  void slowContentIsWholeToo() throws Exception {
    LoadResult result = run("/slow/{size}/{key}", 0, 20, true);
    assertThat(result.faults()).isEmpty();
    assertThat(result.answered()).isEqualTo(20);
  }

  @Test
  void wrongStatusesAndWrongContentAreFaults() throws Exception {
    assertThat(run("/nothing-of-{key}", 0, 10, false).faults()).containsOnlyKeys(Fault.STATUS);
    // Content of the key "x0" is not that of the key "0".
    assertThat(run("/10k/x{key}", 0, 10, true).faults()).containsOnlyKeys(Fault.CONTENT);
    assertThat(run("/10k/{key}?{size}", 0, 10, false).faults()).containsOnlyKeys(Fault.LENGTH);
  }

  @Test
  void nobodyThereIsSaidSo() throws Exception {
    InetSocketAddress address = origin.address();
    origin.close();
    assertThatThrownBy(() -> new LoadRun(plan(address, "/", 0, 1, false)).run("", second -> {}))
        .isInstanceOfSatisfying(
            Stop.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCodes.MISSING));
    origin = start();
  }

  private LoadResult run(String path, double perSecond, long requests, boolean check)
      throws InterruptedException {
    return new LoadRun(plan(origin.address(), path, perSecond, requests, check))
        .run(path, second -> {});
  }

  private static Plan plan(
      InetSocketAddress address, String path, double perSecond, long requests, boolean check) {
    return new Plan(
        Target.parse("http://127.0.0.1:" + address.getPort() + path),
        Plan.Protocol.HTTP1,
        false,
        perSecond,
        true,
        0,
        MINUTE,
        requests,
        8,
        1,
        2,
        "zipf:0.9:1000",
        "lognormal:5k:1.0",
        List.of("Accept: */*"),
        Set.of(200),
        check,
        MINUTE,
        3);
  }
}
