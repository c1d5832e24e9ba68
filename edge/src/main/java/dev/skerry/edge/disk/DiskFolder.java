package dev.skerry.edge.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a disk tier, locked for this process: the segments, the purges, and a small file
 * that says what it is, with the secret that every checksum begins with.
 *
 * <p>It also says which run of the edge had it last; the data folder says which run was the last.
 * If these are two, the edge has run without this folder meanwhile, and purges may be missing here:
 * then everything in it is dropped.
 */
final class DiskFolder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DiskFolder.class);

  private static final long MAGIC = 0x534B_5244_4953_4B31L;
  private static final int IDENTITY_BYTES = 28;

  /** The file that is in every folder of a disk tier while it is in use. */
  static final String IDENTITY = "identity";

  private static final String PURGES = "purges";

  private final Path folder;
  private final FileChannel lockFile;
  private final FileLock lock;
  private final long secret;

  private DiskFolder(Path folder, FileChannel lockFile, FileLock lock, long secret) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.lock = lock;
    this.secret = secret;
  }

  private record Identity(long secret, long run) {}

  /**
   * Opens a folder, which is made if it is not there.
   *
   * @param lastRun tells which run of the edge was the last
   * @throws IOException if it cannot be used, or another process uses it
   */
  static DiskFolder open(Path folder, LastRun lastRun) throws IOException {
    Files.createDirectories(folder);
    FileChannel lockFile =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = tryLock(folder, lockFile);
      Identity found = readIdentity(folder.resolve(IDENTITY));
      long secret;
      boolean hasPurges = Files.exists(folder.resolve(PURGES));
      if (found != null && hasPurges && lastRun.isKnownAs(found.run())) {
        secret = found.secret();
      } else {
        discard(folder, found == null);
        secret = new SecureRandom().nextLong();
      }
      write(folder.resolve(IDENTITY), new Identity(secret, lastRun.current()));
      return new DiskFolder(folder, lockFile, lock, secret);
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  private static FileLock tryLock(Path folder, FileChannel lockFile) throws IOException {
    try {
      FileLock lock = lockFile.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException inThisProcess) {
      // The same as if it were another.
    }
    throw new IOException("another edge uses " + folder);
  }

  private static void discard(Path folder, boolean isNew) throws IOException {
    if (!isNew) {
      log.warn(
          "the edge has run without {} meanwhile, or its purges are lost: what is there is dropped",
          folder);
    }
    Recovery.discard(folder);
    Files.deleteIfExists(folder.resolve(PURGES));
  }

  private static @Nullable Identity readIdentity(Path file) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
    if (in.remaining() != IDENTITY_BYTES
        || in.getInt(IDENTITY_BYTES - 4) != sum(in)
        || in.getLong() != MAGIC) {
      log.warn("{} is damaged: what is beside it is dropped", file);
      return null;
    }
    return new Identity(in.getLong(), in.getLong());
  }

  private static void write(Path file, Identity identity) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(IDENTITY_BYTES);
    out.putLong(MAGIC).putLong(identity.secret()).putLong(identity.run());
    out.putInt(sum(out)).flip();
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (out.hasRemaining()) {
        channel.write(out);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static int sum(ByteBuffer identity) {
    CRC32C crc = new CRC32C();
    crc.update(identity.duplicate().clear().limit(IDENTITY_BYTES - 4));
    return (int) crc.getValue();
  }

  Path path() {
    return folder;
  }

  /** The file of the purges. */
  Path purges() {
    return folder.resolve(PURGES);
  }

  long secret() {
    return secret;
  }

  /** Gives the folder free. */
  @Override
  public void close() {
    try {
      lock.release();
      lockFile.close();
    } catch (IOException e) {
      log.warn("the lock of {} cannot be given back", folder, e);
    }
  }
}
