package dev.skerry.testing.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  private final PostgresPrograms programs;
  private final Path folder;
  private final int port;

  private PostgresServer(PostgresPrograms programs, Path folder, int port) {
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
    PostgresPrograms programs = PostgresPrograms.find();
    try {
      Path folder =
          PostgresPrograms.own(
              Files.createTempDirectory(
                  "skerry-postgresql",
                  PosixFilePermissions.asFileAttribute(
                      PosixFilePermissions.fromString("rwx------"))));
      PostgresServer server = new PostgresServer(programs, folder, PostgresPrograms.freePort());
      server.run("initdb", "-D", server.data(), "-U", "skerry", "-A", "trust", "--no-sync");
      server.resume();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    PostgresPrograms.run(folder, command);
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

  private void run(String program, String... arguments) {
    programs.run(folder, program, arguments);
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
