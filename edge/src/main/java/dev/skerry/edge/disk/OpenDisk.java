package dev.skerry.edge.disk;

import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A disk that was opened at the start: what was found in its folder, ready to be put {@linkplain
 * DiskTier#below below} a store.
 */
public final class OpenDisk implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OpenDisk.class);

  private final Path data;
  private final DiskMemory memory;
  private final DiskFolder folder;
  private final PurgeTable purges;
  private final SegmentLog segments;
  private final RecordIndex index;
  private final DiskCounters counters = new DiskCounters();

  private OpenDisk(
      Opening opening,
      DiskFolder folder,
      PurgeTable purges,
      SegmentLog segments,
      RecordIndex index) {
    this.data = opening.settings().data();
    this.memory = opening.memory();
    this.folder = folder;
    this.purges = purges;
    this.segments = segments;
    this.index = index;
  }

  /** Something that needs a disk. */
  private interface Step<T> {
    T run() throws IOException;
  }

  /**
   * Opens a folder, and reads what is there.
   *
   * @throws IOException if it cannot be read or written, or another process uses it; or if there is
   *     too little memory for it
   */
  public static OpenDisk open(DiskSettings settings, PurgeLimits limits, InstantSource clock)
      throws IOException {
    DiskMemory memory = DiskMemory.of(settings.cacheMemoryBytes());
    Path path = settings.folder();
    LastRun lastRun = withRoom(path, () -> LastRun.begin(settings.data()));
    return withRoom(path, () -> new Opening(settings, memory, lastRun).read(limits, clock));
  }

  /** Runs a step, and once more without the oldest segment if the disk is full. */
  private static <T> T withRoom(Path path, Step<T> step) throws IOException {
    try {
      return step.run();
    } catch (IOException e) {
      if (!SegmentFile.isNoSpace(e) || !Recovery.discardOldest(path)) {
        throw e;
      }
      log.warn("the disk of {} is full: the oldest segment is given up", path);
      return step.run();
    }
  }

  private record Opening(DiskSettings settings, DiskMemory memory, LastRun lastRun) {
    OpenDisk read(PurgeLimits limits, InstantSource clock) throws IOException {
      long begun = System.nanoTime();
      Path path = settings.folder();
      DiskFolder folder = DiskFolder.open(path, lastRun);
      try {
        PurgeTable purges = PurgeTable.durable(limits, clock, folder.purges());
        SegmentSizes sizes = SegmentSizes.of(settings.bytes());
        SegmentLog segments = new SegmentLog(path, sizes, folder.secret(), purges);
        long most = sizes.mostRecords(memory.mostRecords());
        RecordIndex index = new RecordIndex(most, settings.variants());
        Recovery.run(path, folder.secret(), segments, index);
        log.info(
            "disk cache {}: {} stored responses of at most {}, {} MiB of {} MiB in {} segments,"
                + " read in {} ms",
            path,
            index.records(),
            most,
            segments.bytes() >> 20,
            settings.bytes() >> 20,
            segments.segments(),
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        String tight =
            DiskRoom.warning(settings, segments.bytes(), Files.getFileStore(path).getUsableSpace());
        if (tight != null) {
          log.warn(tight);
        }
        return new OpenDisk(this, folder, purges, segments, index);
      } catch (IOException | RuntimeException e) {
        folder.close();
        throw e;
      }
    }
  }

  /**
   * Says that what is on the disk must not be used by the next start: it may have what was removed.
   * The data folder tells, which often is on another disk.
   */
  void disown() {
    try {
      var _ = LastRun.begin(data);
    } catch (IOException e) {
      log.error(
          "what was invalidated lately may come back with the next start: delete the segments in {}"
              + " before it",
          folder.path(),
          e);
    }
  }

  /** The purges, kept in the same folder. */
  public PurgeTable purges() {
    return purges;
  }

  DiskMemory memory() {
    return memory;
  }

  /** Records that the index may have. */
  long mostRecords() {
    return segments.sizes().mostRecords(memory.mostRecords());
  }

  SegmentLog segments() {
    return segments;
  }

  RecordIndex index() {
    return index;
  }

  DiskCounters counters() {
    return counters;
  }

  long secret() {
    return folder.secret();
  }

  /** Closes every file. */
  @Override
  public void close() {
    segments.close();
    purges.close();
    folder.close();
  }
}
