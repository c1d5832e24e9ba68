package dev.skerry.testing.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of the newest PostgreSQL of this machine, run as a user without rights, as they
 * refuse to run as root.
 *
 * @param folder where they are
 */
public record PostgresPrograms(Path folder) {
  /** Finds them, or skips the test where there is no PostgreSQL. */
  public static PostgresPrograms find() {
    Optional<Path> newest = Optional.empty();
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      newest =
          versions
              .map(version -> version.resolve("bin"))
              .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
              .max(Comparator.naturalOrder());
    } catch (IOException e) {
      // There is none.
    }
    assumeTrue(newest.isPresent(), "no PostgreSQL: /usr/lib/postgresql/*/bin/initdb is missing");
    return new PostgresPrograms(newest.orElseThrow());
  }

  /** Whether this process may do everything. */
  public static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** Gives a file to the user as which they run. */
  public static Path own(Path file) throws IOException {
    if (isRoot()) {
      Files.setOwner(
          file,
          file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    }
    return file;
  }

  /** A port on the loopback address that nobody has. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Runs one in a folder, to its end, which must be a success. */
  public void run(Path in, String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
    }
    command.add(folder.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(in, command);
  }

  /** Runs any command in a folder, as the user of this process. */
  static void run(Path in, List<String> command) {
    try {
      Path output = Files.createTempFile("skerry-postgresql", ".out");
      Process process =
          new ProcessBuilder(command)
              .directory(in.toFile())
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
}
