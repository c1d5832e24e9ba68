package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher has a new build do, so that the JVM learns what starts need. */
class RehearsalTest {
  @TempDir Path folder = Path.of("");

  @Test
  void aRehearsalComesToAGoodEndByItself() throws Exception {
    try (Program program =
        Program.runAnywhere(
            folder,
            "--rehearse",
            "--listen-tls",
            "127.0.0.1:0",
            "--api",
            "127.0.0.1:0",
            "--table-state-delay",
            "0")) {
      assertThat(program.exitCode()).isZero();
    }
  }
}
