package dev.skerry.control.engine;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.skerry.origin.access.account.PrivateFile;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.dump.Dump;
import dev.skerry.origin.engine.dump.Progress;
import dev.skerry.origin.engine.dump.Report;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A folder with all rows of an engine as of one moment, in {@code engine.dump}, and by choice the
 * {@code master-key}. It is there only when it is whole; until then it is called {@code
 * NAME.unfinished}. Nobody but its owner may read it.
 *
 * @param folder there or not
 */
public record Backup(Path folder) {
  private static final String DUMP = "engine.dump";
  private static final String MASTER_KEY = "master-key";
  private static final int BUFFER_BYTES = 1 << 18;

  /** Rows that are to be dumped. */
  @FunctionalInterface
  public interface Content {
    /** Writes them; the stream is the caller's to close. */
    Report to(OutputStream out, Progress progress) throws IOException;
  }

  /** Whether there is something of that name. */
  public boolean exists() {
    return Files.exists(folder);
  }

  /** Whether that is a backup. */
  public boolean isBackup() {
    return Files.exists(folder.resolve(DUMP));
  }

  /** The key that is in it; null for none. */
  public @Nullable Path masterKey() {
    Path file = folder.resolve(MASTER_KEY);
    return Files.exists(file) ? file : null;
  }

  /**
   * Makes the folder, which is on stable storage when this returns. Leaves nothing when it fails;
   * after a kill {@code NAME.unfinished}, which the next backup of that name uses.
   *
   * @param masterKey the file to put in, too; null for none
   * @throws IOException also when there is something of that name, or no folder to make it in, or
   *     another makes it now
   */
  public Report make(Content content, @Nullable Path masterKey, Progress progress)
      throws IOException {
    if (exists()) {
      throw new IOException(folder + " exists, and nothing is overwritten. Choose another name");
    }
    Path parent = folder.toAbsolutePath().resolveSibling("");
    if (!Files.isDirectory(parent)) {
      throw new IOException(
          "there is no folder %s in which to make %s. Make it first"
              .formatted(parent, folder.getFileName()));
    }
    Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
    if (Files.notExists(unfinished)) {
      Files.createDirectory(unfinished, mode("rwx------"));
    }
    try (FileChannel dump =
        FileChannel.open(unfinished.resolve(DUMP), Set.of(CREATE, WRITE), mode("rw-------"))) {
      if (!lock(dump)) {
        throw new IOException("another backup writes " + unfinished + " now");
      }
      try {
        Report done = write(dump, content, progress);
        putKey(unfinished, masterKey);
        sync(unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        sync(parent);
        return done;
      } catch (IOException | RuntimeException e) {
        remove(unfinished, e);
        throw e;
      }
    }
  }

  private static FileAttribute<?> mode(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  private static boolean lock(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static Report write(FileChannel dump, Content content, Progress progress)
      throws IOException {
    dump.truncate(0);
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(dump), BUFFER_BYTES);
    Report done = content.to(out, progress);
    out.flush();
    dump.force(true);
    return done;
  }

  private static void putKey(Path unfinished, @Nullable Path masterKey) throws IOException {
    Path copy = unfinished.resolve(MASTER_KEY);
    if (masterKey == null) {
      Files.deleteIfExists(copy);
    } else {
      PrivateFile.write(copy, PrivateFile.read(masterKey).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    }
  }

  private static void remove(Path unfinished, Exception cause) {
    try {
      Files.deleteIfExists(unfinished.resolve(DUMP));
      Files.deleteIfExists(unfinished.resolve(MASTER_KEY));
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Its rows, from the first.
   *
   * @return to be closed
   */
  InputStream open() throws IOException {
    return new BufferedInputStream(Files.newInputStream(folder.resolve(DUMP)), BUFFER_BYTES);
  }

  /**
   * Reads all of it: whether it is whole.
   *
   * @throws dev.skerry.origin.engine.EngineException.Corrupt saying what is damaged
   */
  public Report verify(Progress progress) throws IOException {
    return verify(row -> {}, progress);
  }

  /** The same, and shows each row; what that throws ends it. */
  Report verify(Consumer<Row> look, Progress progress) throws IOException {
    try (InputStream in = open()) {
      return Dump.verify(in, look, progress);
    }
  }
}
