package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * One open RocksDB: rows in one column family, what the engine writes about commits in another.
 *
 * <p>It is closed when the last lease on it has ended. Any thread.
 */
final class Store implements AutoCloseable {
  private static final byte[] LOG = "log".getBytes(StandardCharsets.UTF_8);

  /** Looked up once: that reads the table of all mounts. */
  private final FileStore disk;

  private final Natives natives;
  private final RocksDB database;
  private final ColumnFamilyHandle rows;
  private final ColumnFamilyHandle log;
  private final WriteOptions synced;
  private final WriteOptions unsynced;
  private final CountDownLatch unused = new CountDownLatch(1);
  private final Leases leases = new Leases(unused::countDown);

  private Store(
      FileStore disk, Natives natives, RocksDB database, List<ColumnFamilyHandle> families) {
    this.disk = disk;
    this.natives = natives;
    this.database = database;
    this.rows = families.get(0);
    this.log = families.get(1);
    this.synced = natives.hold(new WriteOptions()).setSync(true);
    this.unsynced = natives.hold(new WriteOptions());
  }

  /** Opens a folder, made for its owner alone when there is none. */
  static Store open(Path folder, Memory memory) {
    NativeLibrary.load();
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try {
        return tryOpen(folder, memory);
      } catch (RocksDBException e) {
        if (Failures.isCorruption(e) && TornLog.cut(folder)) {
          return tryOpen(folder, memory);
        }
        throw e;
      }
    } catch (RocksDBException e) {
      throw Failures.opening(folder.toString(), e);
    } catch (IOException e) {
      throw new EngineException.Unavailable(folder + " could not be made or read: " + e, e);
    }
  }

  private static Store tryOpen(Path folder, Memory memory) throws RocksDBException, IOException {
    Natives natives = new Natives();
    try {
      Tuning tuning = new Tuning(memory, natives);
      List<ColumnFamilyHandle> families = new ArrayList<>();
      RocksDB database =
          RocksDB.open(
              tuning.database(),
              folder.toString(),
              List.of(
                  new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, tuning.family()),
                  new ColumnFamilyDescriptor(LOG, tuning.family())),
              families);
      natives.hold(database);
      families.forEach(natives::hold);
      return new Store(Files.getFileStore(folder), natives, database, families);
    } catch (RocksDBException | IOException e) {
      natives.close();
      throw e;
    }
  }

  RocksDB database() {
    return database;
  }

  ColumnFamilyHandle rows() {
    return rows;
  }

  ColumnFamilyHandle log() {
    return log;
  }

  Leases leases() {
    return leases;
  }

  /**
   * Writes a batch that is on stable storage when this returns. For the committer, which needs no
   * lease, for nobody else closes what it writes to.
   */
  void writeSynced(WriteBatch batch) throws RocksDBException {
    database.write(synced, batch);
  }

  /** Writes a batch that the next synced one makes durable. */
  void writeUnsynced(WriteBatch batch) throws RocksDBException {
    enter();
    try {
      database.write(unsynced, batch);
    } finally {
      leases.leave();
    }
  }

  /** About how many octets the engine's own records take on disk. */
  long logBytes() throws RocksDBException {
    enter();
    try {
      return database.getLongProperty(log, "rocksdb.estimate-live-data-size");
    } finally {
      leases.leave();
    }
  }

  /** A number that RocksDB keeps, of rows and log together. For who has a lease. */
  long gauge(String property) throws RocksDBException {
    // The cache is one for both; its usage is not to be counted twice.
    return property.endsWith("cache-usage")
        ? database.getLongProperty(rows, property)
        : database.getLongProperty(rows, property) + database.getLongProperty(log, property);
  }

  /** Takes a lease, to be given back, or throws. */
  void enter() {
    if (!leases.enter()) {
      throw new EngineException.Unavailable("the engine is closed");
    }
  }

  long freeBytes() throws IOException {
    return disk.getUsableSpace();
  }

  void checkpoint(Path target) {
    if (Files.exists(target)) {
      throw new EngineException.Unsupported(
          "a checkpoint into " + target + ", which exists: expected a new folder");
    }
    try (Checkpoint checkpoint = Checkpoint.create(database)) {
      checkpoint.createCheckpoint(target.toString());
    } catch (RocksDBException e) {
      throw Failures.of(e);
    }
  }

  /** Reads every file of tables and compares it with its checksums. */
  void verify() {
    enter();
    try {
      database.verifyChecksum();
    } catch (RocksDBException e) {
      throw Failures.of(e);
    } finally {
      leases.leave();
    }
  }

  /** Waits for the last lease to end, then closes. */
  @Override
  public void close() {
    leases.close();
    boolean interrupted = false;
    while (true) {
      try {
        unused.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    natives.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
