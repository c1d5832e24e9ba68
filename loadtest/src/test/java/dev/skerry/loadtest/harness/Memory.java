package dev.skerry.loadtest.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of a process as Linux counts it, in bytes (proc(5), {@code /proc/PID/status}). */
public final class Memory {
  private Memory() {}

  /** Resident now. */
  public static long resident(long pid) {
    return field(pid, "VmRSS:");
  }

  /** The most that was ever resident since the start or the last {@link #resetPeak}. */
  public static long peak(long pid) {
    return field(pid, "VmHWM:");
  }

  /** Makes the peak begin anew at what is resident now. */
  public static void resetPeak(long pid) {
    try {
      Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), "5");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long field(long pid, String name) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + name + " for process " + pid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
