package dev.skerry.loadtest.peers;

import dev.skerry.loadtest.terminal.Stop;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The programs of this machine. */
final class Programs {
  private Programs() {}

  /** Where a program is, searched in PATH and where Debian keeps server programs. */
  static Optional<Path> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of(path.split(File.pathSeparator, -1)),
            Stream.of("/usr/sbin", "/usr/local/sbin"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static boolean installed(String name) {
    return find(name).isPresent();
  }

  /** The command with its program's path. */
  static List<String> resolved(List<String> command) {
    String program = command.getFirst();
    String path =
        program.contains("/")
            ? program
            : find(program)
                .map(Path::toString)
                .orElseThrow(
                    () ->
                        Stop.missing(program + " is not installed; see loadtest/install-peers.sh"));
    return Stream.concat(Stream.of(path), command.stream().skip(1)).toList();
  }

  /** What a command prints, both streams together; it must end within two minutes. */
  static String output(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(resolved(command))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return text;
  }

  /** The first line of what a command prints, and nothing where it cannot run. */
  static String firstLine(List<String> command) {
    try {
      return output(command).lines().findFirst().orElse("").strip();
    } catch (IOException | Stop e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
