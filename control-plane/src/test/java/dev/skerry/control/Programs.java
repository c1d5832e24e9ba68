package dev.skerry.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Programs of others, with the first account's credentials of an origin's folder.
 *
 * @param folder has the credentials, and takes what programs print
 */
record Programs(Path folder) {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Skips a test where a program is not there. */
  static void assumeInstalled(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      assumeThat(process.waitFor()).as("%s is not installed", List.of(command)).isZero();
    } catch (IOException e) {
      assumeThat(e).as("%s is not installed", List.of(command)).isNull();
    }
  }

  /** What a program prints, which must end with 0. */
  String run(String... command) throws Exception {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    environment.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials").toString());
    environment.put("AWS_CONFIG_FILE", folder.resolve("no-config").toString());
    environment.put("AWS_PAGER", "");
    Process process = builder.start();
    boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    String printed = Files.readString(output, UTF_8).strip();
    assertThat(ended && process.exitValue() == 0).as(printed).isTrue();
    return printed;
  }
}
