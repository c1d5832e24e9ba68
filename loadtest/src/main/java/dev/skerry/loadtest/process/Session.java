package dev.skerry.loadtest.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All processes of a server, as proc(5) shows them: those of the session that its first process
 * leads.
 *
 * @param leader the first process's number
 */
public record Session(long leader) {
  private static final Path PROC = Path.of("/proc");

  /** Fields of {@code stat} after the name: the session, user and system ticks. */
  private static final int SESSION = 3;

  private static final int USER = 11;
  private static final int SYSTEM = 12;

  /** Ticks of the clock in a second, as {@code getconf CLK_TCK} says for Linux everywhere. */
  private static final double HERTZ = 100;

  /** CPU seconds that the processes have used so far. */
  public double cpuSeconds() throws IOException {
    double ticks = 0;
    for (String[] stat : stats()) {
      ticks += Long.parseLong(stat[USER]) + Long.parseLong(stat[SYSTEM]);
    }
    return ticks / HERTZ;
  }

  /** Resident memory in megabytes; what processes share counts once. */
  public double residentMegabytes() throws IOException {
    double kilobytes = 0;
    for (Path process : processes()) {
      kilobytes += proportional(process);
    }
    return kilobytes / 1024;
  }

  private static double proportional(Path process) {
    try {
      return Files.readAllLines(process.resolve("smaps_rollup")).stream()
          .filter(line -> line.startsWith("Pss:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException | UncheckedIOException e) {
      return 0; // it ended meanwhile, or is somebody else's
    }
  }

  private List<Path> processes() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : all) {
        String[] stat = stat(process);
        if (stat.length > SYSTEM && Long.parseLong(stat[SESSION]) == leader) {
          found.add(process);
        }
      }
    }
    return found;
  }

  private List<String[]> stats() throws IOException {
    List<String[]> found = new ArrayList<>();
    for (Path process : processes()) {
      String[] stat = stat(process);
      if (stat.length > SYSTEM) {
        found.add(stat);
      }
    }
    return found;
  }

  private static String[] stat(Path process) {
    try {
      String text = Files.readString(process.resolve("stat"));
      return text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    } catch (IOException e) {
      return new String[0]; // it ended meanwhile
    }
  }
}
