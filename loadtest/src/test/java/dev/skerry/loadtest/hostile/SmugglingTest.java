package dev.skerry.loadtest.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.loadtest.harness.RawConnection;
import dev.skerry.loadtest.harness.RawResponse;
import dev.skerry.loadtest.harness.RecordingOrigin;
import dev.skerry.loadtest.harness.SkerryProcess;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One edge bears all probes, one after another: what one leaves behind the next would find. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmugglingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int NEIGHBOURS = 3;

  private final RecordingOrigin origin = RecordingOrigin.start();
  private final SkerryProcess edge = SkerryProcess.start(List.of("--to", origin.uri().toString()));
  private int exchanges;

  static Stream<Probe> probes() {
    return Probe.all();
  }

  @BeforeAll
  void openConnectionsToTheOrigin() throws IOException {
    neighboursAreAnswered();
  }

  @AfterAll
  void stop() throws IOException {
    edge.close();
    origin.close();
  }

  @ParameterizedTest
  @MethodSource("probes")
  void theOriginNeverSeesARequestThatAViewerHidInAnother(Probe probe) throws IOException {
    origin.forget();
    int status = send(probe);
    neighboursAreAnswered();

    assertThat(origin.violations()).isEmpty();
    List<String> targets =
        origin.seen().stream()
            .filter(seen -> !seen.target().startsWith("/neighbour"))
            .map(seen -> seen.method() + " " + seen.target())
            .toList();
    assertThat(targets).as("the origin saw").doesNotContain("GET /smuggled");
    if (probe.mayPass()) {
      assertThat(status).isIn(200, 400);
      assertThat(targets.size())
          .as("requests seen at status %d", status)
          .isEqualTo(status == 200 ? 1 : 0);
    } else {
      // A request whose content breaks off badly may have been begun; the origin must not keep it.
      assertThat(targets).isEmpty();
      assertThat(status).as("status").isIn(400, 501, 505);
    }
  }

  /** Sends the probe and returns the status of its one response, 0 where none comes. */
  private int send(Probe probe) throws IOException {
    try (RawConnection viewer = RawConnection.open(edge.http()).patience(PATIENCE)) {
      viewer.send(probe.bytes());
      RawResponse response = viewer.receive("GET");
      assertThat(response.content()).doesNotContain("/smuggled");
      if (!probe.mayPass()) {
        assertThat(viewer.isClosedByPeer(PATIENCE)).as("closed after the refusal").isTrue();
      }
      return response.status();
    } catch (EOFException | SocketException | SocketTimeoutException | ProtocolException _) {
      return 0;
    }
  }

  /** Other viewers' requests, on the same connections to the origin, get their own responses. */
  private void neighboursAreAnswered() throws IOException {
    for (int i = 0; i < NEIGHBOURS; i++) {
      String target = "/neighbour-" + exchanges++;
      try (RawConnection neighbour = RawConnection.open(edge.http())) {
        RawResponse response = neighbour.get(target);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.content()).isEqualTo(target);
      }
    }
  }

  @Test
  void theProbesAreMany() {
    assertThat(Probe.all().count()).isGreaterThan(100);
  }
}
