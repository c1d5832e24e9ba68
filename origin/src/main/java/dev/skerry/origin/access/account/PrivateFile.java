package dev.skerry.origin.access.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Small files with secrets, mode 0600: read only when nobody else may, written whole or not. */
public final class PrivateFile {
  private static final Set<PosixFilePermission> OWNER =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final long MOST_BYTES = 1 << 20;

  private PrivateFile() {}

  /**
   * The text of a file.
   *
   * @throws PrivateFileException when others may read it, or it cannot be read
   */
  public static String read(Path file) {
    try {
      Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file);
      Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
      others.addAll(modes);
      others.removeAll(OWNER);
      others.remove(PosixFilePermission.OWNER_EXECUTE);
      if (!others.isEmpty()) {
        throw new PrivateFileException(
            "%s has mode %s and holds secrets, expected %s: chmod 600 %s"
                .formatted(
                    file,
                    PosixFilePermissions.toString(modes),
                    PosixFilePermissions.toString(OWNER),
                    file),
            null);
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new PrivateFileException(
            file + " has " + Files.size(file) + " bytes, expected at most " + MOST_BYTES, null);
      }
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      throw new PrivateFileException(file + " cannot be read: " + e, e);
    }
  }

  /**
   * Writes a file in place of what was there: it is on stable storage when this returns.
   *
   * @throws PrivateFileException when it cannot be written
   */
  public static void write(Path file, byte[] octets) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null) {
      throw new PrivateFileException(file + " is not the name of a file", null);
    }
    Path fresh = folder.resolve(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER));
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(octets);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    } catch (NoSuchFileException e) {
      throw new PrivateFileException("the folder " + folder + " is not there", e);
    } catch (IOException e) {
      throw new PrivateFileException(file + " cannot be written: " + e, e);
    }
  }
}
