package dev.skerry.testing.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL in a folder of its own, on a free port, as a user that may do nothing else. Its
 * superuser is {@code skerry}, who needs no password unless a test says otherwise.
 */
public final class PostgresServer implements AutoCloseable {
  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static @Nullable PostgresServer shared;

  private final Path programs;
  private final Path folder;
  private final int port;

  private PostgresServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** One for all tests that do it no harm, started with the first of them. */
  public static synchronized PostgresServer shared() {
    PostgresServer server = shared;
    if (server == null) {
      server = start();
      shared = server;
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    }
    return server;
  }

  /** One more, or skips the test where there is no PostgreSQL. */
  public static PostgresServer start() {
    Optional<Path> programs = programs();
    assumeTrue(programs.isPresent(), "no PostgreSQL: /usr/lib/postgresql/*/bin/initdb is missing");
    try {
      Path folder =
          Files.createTempDirectory(
              "skerry-postgresql",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      if (isRoot()) {
        Files.setOwner(
            folder,
            folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
      }
      PostgresServer server = new PostgresServer(programs.get(), folder, freePort());
      server.run("initdb", "-D", server.data(), "-U", "skerry", "-A", "trust", "--no-sync");
      server.resume();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> programs() {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The port on the loopback address. */
  public int port() {
    return port;
  }

  /** The folder of its files. */
  public String data() {
    return folder.resolve("data").toString();
  }

  /** Starts it after it was killed, and waits until it has recovered. */
  public void resume() {
    String options =
        "-p "
            + port
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
            + folder
            + " -c shared_buffers=32MB -c max_connections=120";
    run(
        "pg_ctl",
        "-D",
        data(),
        "-w",
        "-t",
        "120",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        options,
        "start");
  }

  /** Kills every process of it at once, as a failure of the machine would. */
  public void kill() throws IOException, InterruptedException {
    List<ProcessHandle> all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle one : all) {
      one.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
  }

  /** Stops every process where it is. */
  public void pause() throws IOException {
    signal("STOP");
  }

  /** Lets them go on. */
  public void unpause() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes().forEach(process -> command.add(Long.toString(process.pid())));
    run(command);
  }

  private List<ProcessHandle> processes() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(Path.of(data(), "postmaster.pid")).getFirst());
    ProcessHandle master = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(master), master.descendants()).toList();
  }

  /** The address of a schema of which nobody else knows. */
  public String address() {
    return address(port);
  }

  /** The same by another port. */
  public String address(int otherPort) {
    return "postgresql://skerry@127.0.0.1:"
        + otherPort
        + "/postgres?schema=test_"
        + SCHEMAS.incrementAndGet();
  }

  /** Runs one of PostgreSQL's programs as a user without rights. */
  public void run(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private void run(List<String> command) {
    try {
      Path output = Files.createTempFile("skerry-postgresql", ".out");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      int code = process.waitFor();
      String said = Files.readString(output);
      Files.delete(output);
      if (code != 0) {
        throw new IllegalStateException(command + " ended with " + code + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      if (Files.exists(Path.of(data(), "postmaster.pid"))) {
        kill();
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
