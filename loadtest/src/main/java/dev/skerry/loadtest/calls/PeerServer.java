package dev.skerry.loadtest.calls;

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
 * A server of an API in processes of its own, started by the script of its name in a folder of
 * {@code loadtest} with a port and a folder.
 */
public final class PeerServer implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final String name;
  private final Process process;
  private final InetSocketAddress address;
  private final Path folder;

  private PeerServer(String name, Process process, InetSocketAddress address, Path folder) {
    this.name = name;
    this.process = process;
    this.address = address;
    this.folder = folder;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param peers the folder of scripts, below {@code loadtest}
   * @param folder where it may write
   */
  public static PeerServer start(String peers, String name, Path folder)
      throws IOException, InterruptedException {
    Path scripts = Home.folder().resolve("loadtest").resolve(peers);
    Path script = scripts.resolve(name + ".sh");
    if (!Files.isReadable(script)) {
      throw Stop.usage("no server " + name + " in " + scripts);
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
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    PeerServer server = new PeerServer(name, process, address, folder);
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

  public String name() {
    return name;
  }

  public InetSocketAddress address() {
    return address;
  }

  /** Its processes. */
  public Session session() {
    return new Session(process.pid());
  }

  /** The key with which requests to it are signed: its own, or any where it takes any. */
  public AccessKey key() throws IOException {
    Path credentials = folder.resolve("data/credentials");
    if (!Files.exists(credentials)) {
      return new AccessKey("measured", "measured");
    }
    return AccessKey.read(credentials);
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
