package dev.skerry.loadtest.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.loadtest.harness.Await;
import dev.skerry.loadtest.harness.RawConnection;
import dev.skerry.loadtest.harness.RecordingOrigin;
import dev.skerry.loadtest.harness.SkerryProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillTest {
  private static final int ROUNDS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void killedUnderLoadItStartsAgainOnTheSamePortsAndDataAndAnswersRightly() throws Exception {
    Path data = SkerryProcess.newDataFolder();
    try (RecordingOrigin origin = RecordingOrigin.start()) {
      SkerryProcess edge = SkerryProcess.start(data, List.of("--to", origin.uri().toString()));
      List<String> samePorts =
          List.of(
              "--to",
              origin.uri().toString(),
              "--listen",
              edge.http().getAuthority(),
              "--listen-tls",
              edge.https().getAuthority(),
              "--admin",
              edge.admin().getAuthority());
      for (int round = 0; round < ROUNDS; round++) {
        Load load =
            new Load(
                edge.http(),
                (target, response) -> assertThat(response.content()).isEqualTo(target));
        load.start(20);
        Await.until(PATIENCE, "the load runs", () -> load.answered().size() > 500);
        edge.process().kill();
        load.stop();
        load.join();

        edge = SkerryProcess.start(data, samePorts);
        try (RawConnection viewer = RawConnection.open(edge.http())) {
          assertThat(viewer.get("/after-" + round).content()).isEqualTo("/after-" + round);
        }
      }
      edge.close();
      assertThat(origin.violations()).isEmpty();
    }
  }
}
