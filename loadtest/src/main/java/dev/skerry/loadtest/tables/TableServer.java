package dev.skerry.loadtest.tables;

import dev.skerry.loadtest.process.Session;
import dev.skerry.loadtest.terminal.ExitCodes;
import dev.skerry.loadtest.terminal.Home;
import dev.skerry.loadtest.terminal.Stop;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server of the table API in processes of its own, started by the script of its name in {@code
 * loadtest/table-peers} with a port and a folder.
 */
final class TableServer implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final String name;
  private final Process process;
  private final InetSocketAddress address;
  private final Path folder;

  private TableServer(String name, Process process, InetSocketAddress address, Path folder) {
    this.name = name;
    this.process = process;
    this.address = address;
    this.folder = folder;
  }

  /** Where the scripts are. */
  static Path scripts() {
    return Home.folder().resolve("loadtest/table-peers");
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param folder where it may write
   */
  static TableServer start(String name, Path folder) throws IOException, InterruptedException {
    Path script = scripts().resolve(name + ".sh");
    if (!Files.isReadable(script)) {
      throw Stop.usage("no server " + name + " in " + scripts());
    }
    InetSocketAddress address = freePort();
    Files.createDirectories(folder);
    List<String> command =
        List.of(
            "setsid",
            "sh",
            script.toString(),
            Integer.toString(address.getPort()),
            folder.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    TableServer server = new TableServer(name, process, address, folder);
    server.awaitReady();
    return server;
  }

  private static InetSocketAddress freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        String said = Files.readString(folder.resolve("output")).strip();
        throw process.exitValue() == ExitCodes.MISSING
            ? Stop.missing(said)
            : Stop.failed(name + " did not start:\n" + said);
      }
      try (Socket socket = new Socket()) {
        socket.connect(address, 1000);
        return;
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    close();
    throw Stop.failed(name + " does not answer on " + address);
  }

  String name() {
    return name;
  }

  InetSocketAddress address() {
    return address;
  }

  /** Its processes. */
  Session session() {
    return new Session(process.pid());
  }

  /** The key with which requests to it are signed: its own, or any where it takes any. */
  Signer.Keys keys() throws IOException {
    Path credentials = folder.resolve("data/credentials");
    if (!Files.exists(credentials)) {
      return new Signer.Keys("measured", "measured");
    }
    List<String> lines = Files.readAllLines(credentials);
    return new Signer.Keys(
        value(lines, "aws_access_key_id"), value(lines, "aws_secret_access_key"));
  }

  private static String value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf('=') + 1).strip())
        .findFirst()
        .orElseThrow(() -> Stop.failed("the credentials have no " + name));
  }

  /** Ends it and all that it started. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.toHandle().descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
