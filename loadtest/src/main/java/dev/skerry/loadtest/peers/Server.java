package dev.skerry.loadtest.peers;

import dev.skerry.loadtest.process.Session;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of ours, the leader of a session of its own, with ports that were free. */
final class Server implements AutoCloseable {
  private static final List<String> PORTS = List.of("http", "https", "h2c");

  private final String name;
  private final Process process;
  private final Map<String, String> values;
  private final Path output;

  private Server(String name, Process process, Map<String, String> values, Path output) {
    this.name = name;
    this.process = process;
    this.values = values;
    this.output = output;
  }

  /** The places that every template has for one more server: its ports and its folder. */
  static Map<String, String> places(Map<String, String> shared, Path work) throws IOException {
    Map<String, String> values = new HashMap<>(shared);
    values.put("work", work.toString());
    List<ServerSocket> taken = new ArrayList<>();
    for (String port : PORTS) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      taken.add(socket);
      values.put(port, Integer.toString(socket.getLocalPort()));
    }
    for (ServerSocket socket : taken) {
      socket.close();
    }
    return values;
  }

  /** Starts a command; what it prints goes to a file beside its folder. */
  static Server start(String name, List<String> command, Map<String, String> values)
      throws IOException {
    Path output = Path.of(values.get("work") + ".out");
    Process process =
        new ProcessBuilder(Stream.concat(Stream.of("setsid"), command.stream()).toList())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    return new Server(name, process, Map.copyOf(values), output);
  }

  String name() {
    return name;
  }

  Session session() {
    return new Session(process.pid());
  }

  boolean alive() {
    return process.isAlive();
  }

  /** The end of what it printed, for a message. */
  String lastWords() {
    try {
      List<String> lines = Files.readAllLines(output);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }

  /** A URL of it. */
  String url(Wire wire, String path) {
    String scheme = wire.encrypted() ? "https" : "http";
    return "%s://127.0.0.1:%s%s".formatted(scheme, values.get(wire.port()), path);
  }

  /** Ends it and all that it started. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.toHandle().descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
