package dev.skerry.loadtest.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.skerry.loadtest.harness.NeedsTools;
import dev.skerry.loadtest.terminal.ExitCodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command as a program of its own, for one second each. */
class PeersCommandTest {
  @TempDir Path folder = Path.of("");

  private record Outcome(int exitCode, String output) {}

  @Test
  @NeedsTools({"nginx", "wrk", "openssl", "taskset", "setsid"})
  void twoServersAreMeasuredWrittenDownAndCompared() throws Exception {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
    Path file = folder.resolve("result.json");
    Outcome outcome =
        bench(
            "--cases",
            "1k,304",
            "--servers",
            "nginx,nginx-read",
            "--rounds",
            "1",
            "--seconds",
            "1",
            "--at-most",
            "0.01",
            "--out",
            file.toString());
    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(ExitCodes.OK);
    assertThat(outcome.output()).contains("nginx-read", "CPU s per 100,000", "written to");
    JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
    JsonNode servers = json.required("cases").required("1k").required("servers");
    assertThat(servers.required("nginx").required("cpu_ratio_to_nginx").doubleValue()).isEqualTo(1);
    assertThat(
            servers
                .required("nginx-read")
                .required("requests_per_second")
                .required("median")
                .doubleValue())
        .isPositive();
    assertThat(json.required("machine").required("kernel").stringValue()).startsWith("Linux");
  }

  @Test
  void aWrongCommandLineIsToldBeforeAnythingStarts() throws Exception {
    assertThat(bench("--cases", "2k").exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(bench("--rounds", "none").exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(bench("--help").output()).contains("Exit codes:", "--at-most");
  }

  private Outcome bench(String... arguments) throws Exception {
    Path output = folder.resolve("output");
    List<String> command =
        new ArrayList<>(Namespace.java(List.of("-Dskerry.home=" + Path.of("..").toRealPath())));
    command.addAll(List.of("dev.skerry.loadtest.Loadtest", "bench", "peers"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Outcome(process.exitValue(), Files.readString(output));
  }
}
