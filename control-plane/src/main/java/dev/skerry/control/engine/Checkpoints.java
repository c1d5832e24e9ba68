package dev.skerry.control.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The right to a data folder's {@code checkpoint}: what the engine of a running node was at one
 * moment, for another process that reads it. One process at a time has it; what one that was killed
 * has left there, the next removes.
 */
public final class Checkpoints implements AutoCloseable {
  private static final String FOLDER = "checkpoint";

  private final Path folder;
  private final FileChannel lockFile;

  private Checkpoints(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /** Where the checkpoint of a data folder is. */
  public static Path folder(Path data) {
    return data.resolve(FOLDER);
  }

  /** Takes the right, and removes what is there; null when another process has it. */
  public static @Nullable Checkpoints tryOpen(Path data) throws IOException {
    FileChannel lockFile =
        FileChannel.open(
            data.resolve(FOLDER + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (tryLock(lockFile) == null) {
        lockFile.close();
        return null;
      }
      Checkpoints taken = new Checkpoints(folder(data), lockFile);
      taken.remove();
      return taken;
    } catch (IOException e) {
      lockFile.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process has it
    }
  }

  /** Where the checkpoint is to be made. */
  public Path folder() {
    return folder;
  }

  private void remove() throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path left, @Nullable IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(left);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Removes the checkpoint, and gives the right back. */
  @Override
  public void close() throws IOException {
    try {
      remove();
    } finally {
      lockFile.close();
    }
  }
}
