package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which one node keeps what must outlive it. It is locked while the node runs, so
 * that no two share it.
 */
final class DataFolder implements AutoCloseable {
  private static final String ADMIN_TOKEN = "admin-token";
  private static final String ADMIN_ADDRESS = "admin-address";
  private static final String ADMIN_CERTIFICATES = "admin-certificates.pem";

  private final Path path;
  private final FileChannel lockFile;

  private DataFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /** Makes the folder if it is not there, and locks it. */
  static DataFolder open(Path path) {
    DataFolder folder = tryOpen(path);
    if (folder == null) {
      throw new Failure(
          ExitCodes.PROBLEM,
          "another instance uses the data folder %s. Stop it, or choose another: --data DIR"
              .formatted(path));
    }
    return folder;
  }

  /** Makes the folder if it is not there, and locks it; null if another instance has it. */
  static @Nullable DataFolder tryOpen(Path path) {
    try {
      make(path);
      FileChannel lockFile = FileChannel.open(path.resolve("lock"), CREATE, WRITE);
      if (tryLock(lockFile) == null) {
        lockFile.close();
        return null;
      }
      return new DataFolder(path, lockFile);
    } catch (IOException e) {
      throw new Failure(
          ExitCodes.PROBLEM,
          "cannot use the data folder %s (--data): %s".formatted(path, reason(e)));
    }
  }

  /** A new folder is its owner's alone, for all items are in it. */
  private static void make(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return;
    }
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(path)) {
        throw e; // else another process has just made it
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process has it
    }
  }

  private static String reason(IOException e) {
    String name = e.getClass().getSimpleName().replace("Exception", "");
    return name.equals("IO") ? String.valueOf(e.getMessage()) : name + " " + e.getMessage();
  }

  Path path() {
    return path;
  }

  /** The file of the admin token. */
  Path adminToken() {
    return adminToken(path);
  }

  /** The file of the admin token in a data folder that another process may have open. */
  static Path adminToken(Path folder) {
    return folder.resolve(ADMIN_TOKEN);
  }

  /**
   * Writes down where the admin API answers, for the other commands.
   *
   * @param trusted the certificates, in PEM, by which it is known; null for clear text
   */
  void adminAddress(URI url, @Nullable String trusted) throws IOException {
    if (trusted != null) {
      write(ADMIN_CERTIFICATES, trusted);
    }
    boolean clear = url.getScheme().equals("http");
    write(ADMIN_ADDRESS, (clear ? url.getAuthority() : url.toString()) + "\n");
  }

  private void write(String name, String text) throws IOException {
    Path draft = path.resolve(name + ".new");
    Files.writeString(draft, text, UTF_8);
    Files.move(draft, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Where the admin API of the node with that data folder answers or answered: host and port, or a
   * URL where it speaks TLS; null if unknown.
   */
  static @Nullable String adminAddress(Path folder) throws IOException {
    Path file = folder.resolve(ADMIN_ADDRESS);
    return Files.exists(file) ? Files.readString(file, UTF_8).strip() : null;
  }

  /** The file of the certificates by which the admin API of a data folder's node is known. */
  static Path adminCertificates(Path folder) {
    return folder.resolve(ADMIN_CERTIFICATES);
  }

  /** Gives the folder free for another instance. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new Failure(ExitCodes.PROBLEM, "cannot unlock " + path + ": " + e.getMessage());
    }
  }
}
