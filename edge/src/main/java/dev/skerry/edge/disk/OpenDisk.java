package dev.skerry.edge.disk;

import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeTable;
import java.io.IOException;
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

  private final DiskFolder folder;
  private final PurgeTable purges;
  private final SegmentLog segments;
  private final RecordIndex index;
  private final DiskCounters counters = new DiskCounters();

  private OpenDisk(DiskFolder folder, PurgeTable purges, SegmentLog segments, RecordIndex index) {
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
   * @param path made if it is not there
   * @param bytes what the segments may take
   * @param data the edge's data folder, which tells whether its last run had this disk
   * @throws IOException if it cannot be read or written, or another process uses it
   */
  public static OpenDisk open(
      Path path, long bytes, Path data, PurgeLimits limits, InstantSource clock)
      throws IOException {
    LastRun lastRun = withRoom(path, () -> LastRun.begin(data));
    return withRoom(path, () -> read(path, bytes, lastRun, limits, clock));
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

  private static OpenDisk read(
      Path path, long bytes, LastRun lastRun, PurgeLimits limits, InstantSource clock)
      throws IOException {
    long begun = System.nanoTime();
    DiskFolder folder = DiskFolder.open(path, lastRun);
    try {
      PurgeTable purges = PurgeTable.durable(limits, clock, folder.purges());
      SegmentSizes sizes = SegmentSizes.of(bytes);
      SegmentLog segments = new SegmentLog(path, sizes, folder.secret(), purges);
      RecordIndex index = new RecordIndex(sizes.mostRecords());
      Recovery.run(path, folder.secret(), segments, index);
      log.info(
          "disk cache {}: {} stored responses, {} MB of {} MB in {} segments, read in {} ms",
          path,
          index.records(),
          segments.bytes() >> 20,
          bytes >> 20,
          segments.segments(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
      return new OpenDisk(folder, purges, segments, index);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** The purges, kept in the same folder. */
  public PurgeTable purges() {
    return purges;
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
