package dev.skerry.loadtest.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a result has to say of where it was measured. */
final class Machine {
  private Machine() {}

  /** Processor, memory, kernel and network settings. */
  static Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cpu", field("/proc/cpuinfo", "model name"));
    facts.put("cores", Runtime.getRuntime().availableProcessors());
    facts.put("memory", field("/proc/meminfo", "MemTotal"));
    facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("network", Namespace.name());
    facts.put("congestion_control", text("/proc/sys/net/ipv4/tcp_congestion_control"));
    facts.put("load_average", text("/proc/loadavg"));
    return facts;
  }

  /** The commit of the project's folder, with {@code +} if something is not committed. */
  static String commit(Path home) {
    String commit = Programs.firstLine(List.of("git", "-C", home.toString(), "rev-parse", "HEAD"));
    String changed =
        Programs.firstLine(List.of("git", "-C", home.toString(), "status", "--porcelain"));
    return commit + (changed.isEmpty() ? "" : "+");
  }

  private static String field(String file, String name) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
