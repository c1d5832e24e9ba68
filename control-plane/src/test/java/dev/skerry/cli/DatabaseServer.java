package dev.skerry.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.listener.DevelopmentCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of its own that is asked over TLS with a password only, as a user without rights on
 * this machine; its files may be in a file system that a test fills. Tests are skipped where there
 * is no PostgreSQL.
 */
final class DatabaseServer implements AutoCloseable {
  static final String PASSWORD = "correct horse";

  private static final int PATIENCE_SECONDS = 120;

  private final Path programs;
  private final Path folder;
  private final int port;

  private DatabaseServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts one.
   *
   * @param data for its files but the log of its transactions; empty for the folder of the server
   */
  static DatabaseServer start(Optional<Path> data) throws IOException, InterruptedException {
    Optional<Path> programs = programs();
    assumeTrue(programs.isPresent(), "no PostgreSQL: /usr/lib/postgresql/*/bin/initdb is missing");
    Path folder = own(Files.createTempDirectory("skerry-database", mode("rwx------")));
    DatabaseServer server = new DatabaseServer(programs.get(), folder, freePort());
    server.make(data.orElse(folder).resolve("data"));
    return server;
  }

  private void make(Path data) throws IOException, InterruptedException {
    Files.createSymbolicLink(folder.resolve("database"), data);
    Path password = own(Files.writeString(folder.resolve("password"), PASSWORD));
    run(
        "initdb",
        "-D",
        data.toString(),
        "-X",
        folder.resolve("wal").toString(),
        "-U",
        "skerry",
        "-A",
        "scram-sha-256",
        "--pwfile=" + password,
        "--no-sync");
    CertificatePair pair =
        DevelopmentCertificates.in(folder, InstantSource.system()).issue(List.of()).getFirst();
    own(Files.writeString(folder.resolve("server.crt"), pair.chainPem()));
    Path key = Files.createFile(folder.resolve("server.key"), mode("rw-------"));
    own(Files.write(key, pair.keyPem().utf8()));
    own(Files.writeString(folder.resolve("hba"), "hostssl all all 127.0.0.1/32 scram-sha-256\n"));
    run(
        "pg_ctl",
        "-D",
        data.toString(),
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        String.join(
            " -c ",
            "-p " + port,
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=" + folder,
            "shared_buffers=32MB",
            "hba_file=" + folder.resolve("hba"),
            "ssl=on",
            "ssl_cert_file=" + folder.resolve("server.crt"),
            "ssl_key_file=" + folder.resolve("server.key")),
        "start");
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** Gives a file to the user as which the server runs. */
  static Path own(Path file) throws IOException {
    if (isRoot()) {
      Files.setOwner(
          file,
          file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    }
    return file;
  }

  private static FileAttribute<?> mode(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  /** Its URL for {@code --engine}, with further parameters. */
  String url(String parameters) {
    return "postgresql://skerry@localhost:" + port + "/postgres?" + parameters;
  }

  /** The authority that signed its certificate. */
  Path authority() {
    return folder.resolve("tls/ca.pem");
  }

  private void run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("skerry-database", ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean done = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    String text = Files.readString(said);
    Files.delete(said);
    if (!done) {
      process.destroyForcibly();
      throw new IOException(command + " failed: " + text);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    String data = folder.resolve("database").toRealPath().toString();
    run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
