package dev.skerry.loadtest.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The memory that Linux counts for a process, and for its memory file (proc(5)). */
final class Resident {
  private static final int BLOCK_BYTES = 512;

  private Resident() {}

  static long bytes(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    return status(process) + memoryFile(process);
  }

  private static long status(Path process) throws IOException {
    try (Stream<String> lines = Files.lines(process.resolve("status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    }
  }

  /** Its pages are no process's own, so the system does not count them with the others. */
  private static long memoryFile(Path process) throws IOException {
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      for (Path file : files.toList()) {
        if (Files.isSymbolicLink(file)
            && Files.readSymbolicLink(file).toString().contains("memfd:skerry")) {
          return blocks(file) * BLOCK_BYTES;
        }
      }
      return 0;
    }
  }

  private static long blocks(Path file) throws IOException {
    Process stat = new ProcessBuilder("stat", "-L", "-c", "%b", file.toString()).start();
    try (BufferedReader out = stat.inputReader()) {
      String blocks = out.readLine();
      return blocks == null ? 0 : Long.parseLong(blocks);
    }
  }
}
