package dev.skerry.cli;

import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.listener.DevelopmentCertificates;
import dev.skerry.testing.postgres.PostgresPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL of its own that is asked over TLS with a password only, as a user without rights on
 * this machine; its files may be in a file system that a test fills. Tests are skipped where there
 * is no PostgreSQL.
 */
final class DatabaseServer implements AutoCloseable {
  static final String PASSWORD = "correct horse";

  private final PostgresPrograms programs;
  private final Path folder;
  private final int port;

  private DatabaseServer(PostgresPrograms programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts one.
   *
   * @param data for its files but the log of its transactions; empty for the folder of the server
   */
  static DatabaseServer start(Optional<Path> data) throws IOException {
    PostgresPrograms programs = PostgresPrograms.find();
    Path folder =
        PostgresPrograms.own(Files.createTempDirectory("skerry-database", mode("rwx------")));
    DatabaseServer server = new DatabaseServer(programs, folder, PostgresPrograms.freePort());
    server.make(data.orElse(folder).resolve("data"));
    return server;
  }

  private void make(Path data) throws IOException {
    Files.createSymbolicLink(folder.resolve("database"), data);
    Path password = PostgresPrograms.own(Files.writeString(folder.resolve("password"), PASSWORD));
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
    PostgresPrograms.own(Files.writeString(folder.resolve("server.crt"), pair.chainPem()));
    Path key = Files.createFile(folder.resolve("server.key"), mode("rw-------"));
    PostgresPrograms.own(Files.write(key, pair.keyPem().utf8()));
    PostgresPrograms.own(
        Files.writeString(folder.resolve("hba"), "hostssl all all 127.0.0.1/32 scram-sha-256\n"));
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

  private void run(String program, String... arguments) {
    programs.run(folder, program, arguments);
  }

  @Override
  public void close() throws IOException {
    String data = folder.resolve("database").toRealPath().toString();
    run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
