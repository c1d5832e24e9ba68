package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.objects.content.ContentException.Kind;
import dev.skerry.origin.objects.content.ContentRow.InFile;
import dev.skerry.origin.objects.content.ContentRow.Kept;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps contents in files of a folder, which one process at a time uses. */
final class FileDepot implements Depot {
  private final Engine engine;
  private final ContentFiles files;
  private final FileChannel lock;

  private FileDepot(Engine engine, ContentFiles files, FileChannel lock) {
    this.engine = engine;
    this.files = files;
    this.lock = lock;
  }

  /**
   * Opens a folder, and begins a new epoch.
   *
   * @throws IOException when the folder cannot be used, or another process uses it
   */
  static FileDepot open(Engine engine, ContentSettings settings, Disk disk) throws IOException {
    makeFolder(disk, settings.folder());
    FileChannel lock = lock(settings);
    try {
      int epoch = newestEpoch(engine, settings, disk) + 1;
      engine.write(transaction -> transaction.put(ContentKeys.epoch(epoch), new byte[0]));
      ContentFiles files = new ContentFiles(disk, settings, epoch);
      files.begin();
      return new FileDepot(engine, files, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** The folder and the one that it is in may be new. */
  private static void makeFolder(Disk disk, Path folder) throws IOException {
    disk.makeFolder(folder);
    Path above = folder.toAbsolutePath().getParent();
    for (int i = 0; i < 2 && above != null; i++) {
      disk.syncFolder(above);
      above = above.getParent();
    }
  }

  private static FileChannel lock(ContentSettings settings) throws IOException {
    FileChannel lock =
        FileChannel.open(
            settings.folder().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      // This process has it.
    }
    lock.close();
    throw new IOException(settings.folder() + " is used by another process");
  }

  /** A row may tell of an epoch without files, a folder of one without a row. */
  private static int newestEpoch(Engine engine, ContentSettings settings, Disk disk)
      throws IOException {
    List<Row> newest =
        engine.<List<Row>, RuntimeException>read(
            snapshot -> snapshot.scan(Scan.of(ContentKeys.epochs()).inReverse().upTo(1)).rows());
    int known = newest.isEmpty() ? -1 : ContentKeys.epoch(newest.getFirst().key());
    return Math.max(known, ContentFiles.newestEpoch(disk, settings.folder()));
  }

  @Override
  public Deposit begin(ContentId id) throws IOException {
    return new FileDeposit(id, files);
  }

  /** Nothing: nobody else removes files while this process has the folder. */
  @Override
  public void settle(Transaction transaction, ContentId id) {}

  @Override
  public void discard(ContentId id, Kept place) {
    files.discard(id, inFile(id, place));
  }

  @Override
  public void leave() {
    files.abandon();
  }

  @Override
  public InputStream stream(ContentId id, Kept place, long from, long count) {
    FileChannel channel = channel(id, place);
    try {
      return new BoundedInput(Channels.newInputStream(channel.position(from)), count);
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  /** The file itself, for whoever can send it as it is. */
  @Override
  public PlaceExtents extents(ContentId id, Kept place, long from, long count) {
    return new PlaceExtents() {
      private @Nullable Extent rest = new Extent.OfFile(channel(id, place), from, count);

      @Override
      public @Nullable Extent next() {
        Extent next = rest;
        rest = null;
        return next;
      }

      @Override
      public void close() {
        if (rest != null) {
          rest.close();
        }
      }
    };
  }

  private FileChannel channel(ContentId id, Kept place) {
    try {
      return FileChannel.open(files.file(id, inFile(id, place)), StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new ContentException(Kind.DAMAGED, "the file of content " + id + " is not there", e);
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  private static ContentException unreadable(ContentId id, IOException e) {
    return new ContentException(
        Kind.DAMAGED, "the file of content " + id + " cannot be read: " + e, e);
  }

  private static InFile inFile(ContentId id, Kept place) {
    if (place instanceof InFile file) {
      return file;
    }
    throw new ContentException(Kind.DAMAGED, "content " + id + " is in no file");
  }

  @Override
  public Removed remove(Map<ContentId, Kept> contents) {
    Map<Path, Set<ContentId>> deleted = new HashMap<>();
    IOException failure = null;
    for (Map.Entry<ContentId, Kept> each : contents.entrySet()) {
      ContentId id = each.getKey();
      InFile place = inFile(id, each.getValue());
      try {
        files.disk().delete(files.file(id, place));
        deleted.computeIfAbsent(files.folder(place), _ -> new HashSet<>()).add(id);
      } catch (IOException e) {
        failure = e;
      }
    }
    Set<ContentId> done = new HashSet<>();
    for (Map.Entry<Path, Set<ContentId>> folder : deleted.entrySet()) {
      try {
        files.disk().syncFolder(folder.getKey());
        done.addAll(folder.getValue());
      } catch (IOException e) {
        failure = e;
      }
    }
    return new Removed(done, failure);
  }

  @Override
  public Orphans orphans() {
    return new FileOrphans(engine, files);
  }

  @Override
  public long tick(Reads reads) {
    return 0;
  }

  @Override
  public long linger() {
    return 0;
  }

  /** Nothing: no other service is asked. */
  @Override
  public void cut() {}

  /** Ends the epoch. */
  @Override
  public void close() {
    try (lock) {
      if (files.leaveClean()) {
        engine.write(transaction -> transaction.delete(ContentKeys.epoch(files.epoch())));
      }
    } catch (EngineException | IOException e) {
      // The next start looks through the files of this epoch, as after a fall.
    }
  }
}
