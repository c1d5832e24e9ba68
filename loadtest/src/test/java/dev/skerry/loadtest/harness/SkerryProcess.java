package dev.skerry.loadtest.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Skerry as its users run it: a process of its own, on ports the system chose, in a data folder of
 * its own, with the Java and the class path of the test run.
 *
 * <p>Closing it sends SIGTERM and asks for exit code 0, and for a log without leaks, uncaught
 * exceptions or errors.
 */
public final class SkerryProcess implements EdgeUnderTest {
  private static final String MAIN = "dev.skerry.cli.Skerry";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(40);
  private static final Pattern READY = Pattern.compile("^skerry ready: (.*)$");
  private static final Pattern ALARM =
      Pattern.compile(
          "LEAK:|Exception in thread|[Uu]ncaught|exceptionCaught|\\bERROR\\b|OutOfMemoryError"
              + "|StackOverflowError|AssertionError|blocked event loop");

  private final ChildProcess process;
  private final Path data;
  private final String ready;
  private boolean drains;

  private SkerryProcess(ChildProcess process, Path data, String ready) {
    this.process = process;
    this.data = data;
    this.ready = ready;
  }

  /**
   * Runs it in front of one origin, with a configuration document in JSON.
   *
   * @param more members of the document besides the sites, as {@code "limits": {}}
   */
  public static SkerryProcess configured(URI origin, String more) {
    Path data = newDataFolder();
    Path document = data.resolveSibling(data.getFileName() + ".json");
    String site = "{\"hosts\": \"*\", \"origin\": \"%s\"}".formatted(origin);
    try {
      Files.writeString(document, "{\"sites\": [%s], %s}".formatted(site, more));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return start(data, List.of("--config", document.toString()));
  }

  /** Runs it with these arguments after {@code run}, in a new data folder. */
  public static SkerryProcess start(List<String> arguments) {
    return start(newDataFolder(), arguments);
  }

  /** Runs it in a data folder that may have been used before. */
  public static SkerryProcess start(Path data, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(words(System.getProperty("skerry.judge.jvm.args", "")));
    command.add("-Dio.netty.leakDetection.level=paranoid");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(MAIN);
    command.add("run");
    addUnlessGiven(command, arguments, "--listen", "127.0.0.1:0");
    addUnlessGiven(command, arguments, "--listen-tls", "127.0.0.1:0");
    addUnlessGiven(command, arguments, "--admin", "127.0.0.1:0");
    command.add("--data");
    command.add(data.toString());
    command.addAll(arguments);
    ChildProcess process =
        ChildProcess.start(
            "skerry", new ProcessBuilder(command), line -> ALARM.matcher(line).find());
    try {
      return new SkerryProcess(process, data, process.awaitLine(READY, START).group(1));
    } catch (AssertionError e) {
      process.close();
      throw e;
    }
  }

  /** A new, empty data folder below {@code target}. */
  public static Path newDataFolder() {
    try {
      Path parent = Files.createDirectories(Path.of("target", "skerry-data").toAbsolutePath());
      return Files.createTempDirectory(parent, "edge");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addUnlessGiven(
      List<String> command, List<String> arguments, String option, String value) {
    if (!arguments.contains(option)) {
      command.add(option);
      command.add(value);
    }
  }

  private static List<String> words(String text) {
    return List.of(text.split(" ", -1)).stream().filter(word -> !word.isEmpty()).toList();
  }

  @Override
  public URI http() {
    return url("(?:^|\\s)edge\\s.*?(http://[^\\s,]+)");
  }

  @Override
  public URI https() {
    return url("(https://[^\\s,]+)");
  }

  /** The development authority that it has made in its data folder. */
  @Override
  public Path authority() {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(file -> file.endsWith("ca.pem"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no ca.pem below " + data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the admin listener answers. */
  public URI admin() {
    return url("admin\\s+(http://[^\\s,]+)");
  }

  /** Where the origin's API answers, if it was asked for with {@code --api}. */
  public URI api() {
    return url("api\\s+(http://[^\\s]+)");
  }

  private URI url(String regex) {
    Matcher matcher = Pattern.compile(regex).matcher(ready);
    assertThat(matcher.find()).as("«%s» in the line of readiness «%s»", regex, ready).isTrue();
    String url = matcher.group(1);
    return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  /** The folder it keeps its data in. */
  public Path data() {
    return data;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  /** The process, its output and its signals. */
  public ChildProcess process() {
    return process;
  }

  @Override
  public void drain() {
    drains = true;
    process.terminate();
  }

  /** Sends SIGTERM, if it was not sent, waits for the end, and checks how it ended. */
  @Override
  public void close() {
    if (!drains) {
      // A second one would end it at once.
      drain();
    }
    checkEnd();
  }

  /** Waits for the end of a process that is stopping, and checks how it ended. */
  public void checkEnd() {
    int exitCode = process.awaitExit(STOP);
    assertThat(process.alarms()).as("alarming lines in the log").isEmpty();
    assertThat(exitCode).as("exit code after SIGTERM; the log ends\n%s", process.tail()).isZero();
  }
}
