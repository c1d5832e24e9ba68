package dev.skerry.loadtest.peers;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network of our own, where no packet scheduler or congestion control of the host touches
 * loopback: as root this program runs itself again in one.
 */
final class Namespace {
  private static final String MARK = "SKERRY_BENCH_NETWORK";

  private Namespace() {}

  /** Where the measurement takes place: {@code namespace} or {@code host}. */
  static String name() {
    return System.getenv().getOrDefault(MARK, "host");
  }

  /**
   * Runs the command again inside and gives its exit code; nothing where this process is inside
   * already, or may not make one.
   */
  static Optional<Integer> rerun(String program, List<String> arguments)
      throws IOException, InterruptedException {
    if (System.getenv(MARK) != null) {
      enter();
      return Optional.empty();
    }
    if (!"root".equals(System.getProperty("user.name"))
        || !Programs.installed("unshare")
        || !Programs.installed("ip")
        || new ProcessBuilder("unshare", "--net", "true").start().waitFor() != 0) {
      return Optional.empty();
    }
    List<String> command = new ArrayList<>(List.of("unshare", "--net"));
    command.addAll(java(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    command.add(program);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put(MARK, "namespace");
    Process inside = builder.start();
    Thread stop = new Thread(inside::destroy, "stop what runs in the namespace");
    Runtime.getRuntime().addShutdownHook(stop);
    return Optional.of(inside.waitFor());
  }

  /** The JVM and class path of this process with other options. */
  static List<String> java(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(options);
    for (String inherited : List.of("skerry.home")) {
      String value = System.getProperty(inherited);
      if (value != null && options.stream().noneMatch(option -> option.contains(inherited))) {
        command.add("-D" + inherited + "=" + value);
      }
    }
    if (options.stream().noneMatch(option -> option.startsWith("--enable-native-access"))) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    return command;
  }

  /** Loopback up; a congestion control that does not pace, since BBR would be inherited. */
  private static void enter() throws InterruptedException, IOException {
    Programs.output(List.of("ip", "link", "set", "lo", "up"));
    Programs.output(List.of("sysctl", "-q", "net.ipv4.tcp_congestion_control=reno"));
    Programs.output(List.of("sysctl", "-q", "net.ipv4.ip_local_port_range=20000 65000"));
    Programs.output(List.of("sysctl", "-q", "net.core.somaxconn=4096"));
  }
}
