package dev.skerry.loadtest.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operating-system process that a test starts, listens to and stops.
 *
 * <p>Standard output and error are read as one stream of lines. Lines that match the alarm are kept
 * for good; of the others only the newest are.
 */
public final class ChildProcess implements AutoCloseable {
  private static final int KEPT_LINES = 20_000;
  private static final int KEPT_ALARMS = 100;
  private static final int TAIL_LINES = 80;

  private final String name;
  private final Process process;
  private final Predicate<String> alarm;
  private final Thread reader;
  private final Deque<String> lines = new ArrayDeque<>();
  private final List<String> alarms = new ArrayList<>();
  private long lineCount;
  private boolean ended;

  private ChildProcess(String name, Process process, Predicate<String> alarm) {
    this.name = name;
    this.process = process;
    this.alarm = alarm;
    this.reader = Thread.ofVirtual().name(name + "-output").start(this::read);
  }

  public static ChildProcess start(String name, ProcessBuilder builder) {
    return start(name, builder, _ -> false);
  }

  /**
   * Starts the process.
   *
   * @param alarm which lines of output must not be forgotten, see {@link #alarms}
   */
  public static ChildProcess start(String name, ProcessBuilder builder, Predicate<String> alarm) {
    try {
      return new ChildProcess(name, builder.redirectErrorStream(true).start(), alarm);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name + ": " + builder.command(), e);
    }
  }

  private void read() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("(output of " + name + " ends: " + e.getMessage() + ")");
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    lineCount++;
    lines.addLast(line);
    if (lines.size() > KEPT_LINES) {
      lines.removeFirst();
    }
    if (alarm.test(line) && alarms.size() < KEPT_ALARMS) {
      alarms.add(line);
    }
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Waits for a line in which the pattern is found; fails when the process ends before. */
  public MatchResult awaitLine(Pattern pattern, Duration atMost) {
    return awaitLineAfter(0, pattern, atMost);
  }

  /** As {@link #awaitLine}, but only in lines after the first {@code seen} ones. */
  public synchronized MatchResult awaitLineAfter(long seen, Pattern pattern, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    long checked = seen;
    while (true) {
      long number = lineCount - lines.size();
      for (String line : lines) {
        if (number++ >= checked) {
          Matcher matcher = pattern.matcher(line);
          if (matcher.find()) {
            return matcher.toMatchResult();
          }
        }
      }
      checked = lineCount;
      long left = deadline - System.nanoTime();
      if (ended || left <= 0) {
        throw new AssertionError(
            name
                + (ended ? " ended" : " said nothing in " + atMost)
                + " before a line with «"
                + pattern
                + "»:\n"
                + tail());
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for " + name, e);
      }
    }
  }

  /** How many lines there have been so far. */
  public synchronized long lineCount() {
    return lineCount;
  }

  /** The newest lines, as one text. */
  public synchronized String tail() {
    return String.join("\n", lines.stream().skip(Math.max(0, lines.size() - TAIL_LINES)).toList());
  }

  /** All lines kept, as one text. */
  public synchronized String output() {
    return String.join("\n", lines);
  }

  /** The lines that matched the alarm. */
  public synchronized List<String> alarms() {
    return List.copyOf(alarms);
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Sends SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** Sends SIGKILL and waits for the end. */
  public void kill() {
    process.destroyForcibly();
    awaitExit(Duration.ofSeconds(10));
  }

  /** Waits for the end and returns the exit code; kills the process and fails when time is over. */
  public int awaitExit(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(name + " did not end within " + atMost + ":\n" + tail());
      }
      reader.join(Duration.ofSeconds(5));
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new AssertionError("interrupted while waiting for " + name, e);
    }
  }

  /** Stops the process, whatever its state. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
