package dev.skerry.loadtest.process;

import dev.skerry.loadtest.terminal.Home;
import dev.skerry.loadtest.terminal.Stop;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process that the launcher has started, and that has said that it is ready. */
public final class Launched implements AutoCloseable {
  private static final String READY = "skerry ready: ";
  private static final long PATIENCE_SECONDS = 30;
  private static final int KEPT_LINES = 20;

  private final Process process;
  private final List<String> said;
  private final String ready;

  private Launched(Process process, List<String> said, String ready) {
    this.process = process;
    this.said = said;
    this.ready = ready;
  }

  /**
   * Starts one; returns when it says that it is ready.
   *
   * @param arguments of the launcher
   * @throws Stop with its last words, if it ends before
   */
  public static Launched start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Home.launcher().toString());
    command.addAll(arguments);
    Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
    Deque<String> said = new ArrayDeque<>();
    BufferedReader lines = started.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (said.size() == KEPT_LINES) {
        said.removeFirst();
      }
      said.addLast(line);
      if (line.startsWith(READY)) {
        var _ = Thread.ofVirtual().start(() -> drain(lines));
        return new Launched(started, List.copyOf(said), line.substring(READY.length()));
      }
    }
    throw Stop.failed(arguments.getFirst() + " did not start:\n" + String.join("\n", said));
  }

  /** Reads on, so that it never waits for somebody to do so. */
  private static void drain(BufferedReader lines) {
    try {
      while (lines.readLine() != null) {
        // Nobody wants to know.
      }
    } catch (IOException killed) {
      // Then there is nothing more to read.
    }
  }

  /** What it said of being ready: where it answers. */
  public String ready() {
    return ready;
  }

  /** What it said with that text in it before it was ready, from there on; empty if nothing. */
  public String said(String text) {
    return said.stream()
        .filter(line -> line.contains(text))
        .map(line -> line.substring(line.indexOf(text)))
        .collect(Collectors.joining("\n"));
  }

  /** Its number. */
  public long pid() {
    return process.pid();
  }

  /** What it has taken of the processors since it began. */
  public Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Memory that it has. */
  public long residentBytes() throws IOException {
    return Resident.bytes(pid());
  }

  /** Ends it with SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    var _ = process.waitFor();
  }

  /** Ends it in order, or at once if that takes too long. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
