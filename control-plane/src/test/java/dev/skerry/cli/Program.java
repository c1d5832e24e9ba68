package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code skerry} as a process of its own; mostly its {@code run}, on ports that are free. */
final class Program implements AutoCloseable {

  /** A busy machine may leave next to no processor to a start; a start that hangs is told by it. */
  private static final int PATIENCE_SECONDS = 300;

  private static final int DUMP_SECONDS = 20;
  private static final String DUMP_END = "JNI global refs";
  private static final String END = "(the output has ended)";

  private final Process process;
  private final BlockingQueue<String> out;
  private final BlockingQueue<String> err;
  private final List<String> log = new ArrayList<>();
  private boolean ended;

  private Program(Process process) {
    this.process = process;
    this.out = lines(process.getInputStream());
    this.err = lines(process.getErrorStream());
  }

  /** Runs it with these arguments after {@code run --data DIR}. */
  static Program run(Path data, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("run", "--transport", "nio", "--data"));
    words.add(data.toString());
    words.addAll(List.of(arguments));
    return new Program(new ProcessBuilder(command(words)).start());
  }

  /** Runs another of its commands. */
  static Program type(String... words) throws IOException {
    return new Program(new ProcessBuilder(command(List.of(words))).start());
  }

  /** The same, in a process that can write no file longer than so many blocks of 512 bytes. */
  static Program typeWithShortFiles(int blocks, String... words) throws IOException {
    List<String> limited =
        new ArrayList<>(List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"));
    limited.addAll(command(List.of(words)));
    return new Program(new ProcessBuilder(limited).start());
  }

  private static List<String> command(List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("skerry.jvm.args").strip().split(" +", -1)));
    command.addAll(List.of("-Xmx128m", "-Dio.netty.leakDetection.level=paranoid", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add("dev.skerry.cli.Skerry");
    command.addAll(words);
    return command;
  }

  /** The same, with the ports left to the system. */
  static Program runAnywhere(Path data, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--listen", "127.0.0.1:0"));
    all.addAll(List.of("--admin", "127.0.0.1:0"));
    all.addAll(List.of(arguments));
    return run(data, all.toArray(String[]::new));
  }

  private static BlockingQueue<String> lines(InputStream stream) {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread.ofPlatform() // a virtual one would keep its carrier while it reads a pipe
        .daemon()
        .start(
            () -> {
              try (BufferedReader reader =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
              } catch (IOException | UncheckedIOException e) {
                // the process is gone
              } finally {
                lines.add(END);
              }
            });
    return lines;
  }

  /** Waits for the line of readiness; the address after that word in it. */
  URI ready(String word) throws InterruptedException {
    String line = readyLine();
    Matcher matcher = Pattern.compile(word + " (https?://[^ ]+)").matcher(line);
    assertThat(matcher.find()).as(line).isTrue();
    return URI.create(matcher.group(1));
  }

  /** Waits for the first line on the standard output. */
  String readyLine() throws InterruptedException {
    String line = out.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("no line of readiness" + threads() + "the log:\n" + killedLog());
    }
    if (line.equals(END)) {
      throw new AssertionError("it ended before it was ready; the log:\n" + remainingLog());
    }
    out.add(line); // for whoever asks again
    return line;
  }

  /** Waits for a line of the log that holds that text. */
  void awaitLog(String text) throws InterruptedException {
    while (true) {
      String line = err.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      ended = END.equals(line);
      if (line == null || ended) {
        String threads = ended ? "\n" : threads();
        throw new AssertionError("never logged: " + text + threads + String.join("\n", log));
      }
      log.add(line);
      if (line.contains(text)) {
        return;
      }
    }
  }

  /** What its threads do, and how much of the processor it has had: for the text of a failure. */
  String threads() throws InterruptedException {
    StringBuilder text = new StringBuilder("; processor time ");
    text.append(process.info().totalCpuDuration().map(Duration::toString).orElse("unknown"));
    if (!process.isAlive()) {
      // Its number may be another's by now, and a dump of that one's threads spoil what it prints.
      return text.append(", no threads: it has ended\n").toString();
    }
    try {
      signal("QUIT");
    } catch (IOException e) {
      return text.append(", no threads: ").append(e).append('\n').toString();
    }
    for (String line = "threads:"; line != null; line = out.poll(DUMP_SECONDS, TimeUnit.SECONDS)) {
      text.append('\n').append(line);
      if (line.startsWith(DUMP_END)) {
        break;
      }
    }
    return text.append('\n').toString();
  }

  private String killedLog() throws InterruptedException {
    kill();
    return remainingLog();
  }

  /** All of the log, once the process has ended. */
  String remainingLog() throws InterruptedException {
    while (!ended) {
      String line = err.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("it has not ended" + threads() + String.join("\n", log));
      }
      ended = END.equals(line);
      if (!ended) {
        log.add(line);
      }
    }
    return String.join("\n", log) + "\n";
  }

  /** Sends it a signal, as {@code HUP}. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Ends it without a warning, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it without a warning; it is gone soon. Any thread. */
  void shoot() {
    process.toHandle().destroyForcibly();
  }

  /** Whether it runs. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it has not ended" + threads());
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
    assertThat(remainingLog()).doesNotContain("LEAK:").doesNotContain("Exception in thread");
  }
}
