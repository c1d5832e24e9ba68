package dev.skerry.loadtest.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.loadtest.harness.Command;
import dev.skerry.loadtest.harness.SkerryProcess;
import dev.skerry.loadtest.harness.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of tests below {@code loadtest/table-clients} and {@code loadtest/object-clients}, and
 * a server to run them against.
 */
final class OriginClients implements AutoCloseable {
  /** A folder of tests in JavaScript, with the clients that npm brings. */
  enum Kind {
    TABLES,
    OBJECTS;

    private Path folder() {
      return switch (this) {
        case TABLES -> Path.of("table-clients").toAbsolutePath();
        case OBJECTS -> Path.of("object-clients").toAbsolutePath();
      };
    }

    /** Whether npm has brought the clients. */
    boolean isInstalled() {
      return Files.exists(folder().resolve("node_modules/.installed-from"));
    }

    /** The names of the files of tests, in order. */
    List<String> files() {
      try (Stream<Path> files = Files.list(folder())) {
        return files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".test.mjs"))
            .sorted()
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final String SITES =
      "{\"sites\": [{\"hosts\": \"*\", \"origin\": \"http://127.0.0.1:9\"}]}";
  private static final Duration RUN = Duration.ofMinutes(5);

  private final SkerryProcess server;

  private OriginClients(SkerryProcess server) {
    this.server = server;
  }

  /** Starts a server whose tables show their states for a moment, as those of the service do. */
  static OriginClients start() {
    Path data = SkerryProcess.newDataFolder();
    try {
      Path document = Files.writeString(data.resolveSibling(data.getFileName() + ".json"), SITES);
      return new OriginClients(
          SkerryProcess.start(
              data, List.of("--config", document.toString(), "--api", "127.0.0.1:0")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the tests of one file, each to its end. */
  List<NodeTest> run(Kind kind, String file) {
    Path report = server.data().resolve(file + ".jsonl");
    Path noConfiguration = server.data().resolve("no-aws-config");
    try {
      Files.writeString(noConfiguration, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Command.Result result =
        Command.of(
                Tools.path("node"),
                "--no-warnings",
                "--test",
                "--test-reporter=" + Path.of("table-clients/reporter.mjs").toAbsolutePath(),
                "--test-reporter-destination=" + report,
                file)
            .in(kind.folder())
            .with(
                Map.of(
                    "TABLES_URL", url().toString(),
                    "OBJECTS_URL", url().toString(),
                    "AWS_SHARED_CREDENTIALS_FILE", server.data().resolve("credentials").toString(),
                    "AWS_CONFIG_FILE", noConfiguration.toString(),
                    "AWS_PROFILE", "default",
                    "AWS_PAGER", ""))
            .tryRun(RUN);
    List<NodeTest> tests = read(report);
    if (tests.isEmpty()) {
      throw new AssertionError(file + " told of no test:\n" + result.output());
    }
    return tests;
  }

  private static List<NodeTest> read(Path report) {
    try (Stream<String> lines = Files.lines(report, UTF_8)) {
      return lines.map(line -> JsonMapper.shared().readValue(line, NodeTest.class)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private URI url() {
    return server.api();
  }

  @Override
  public void close() {
    server.close();
  }
}
