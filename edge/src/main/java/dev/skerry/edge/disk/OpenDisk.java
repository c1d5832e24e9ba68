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

  private final Path data;
  private final DiskFolder folder;
  private final PurgeTable purges;
  private final SegmentLog segments;
  private final RecordIndex index;
  private final DiskCounters counters = new DiskCounters();

  private OpenDisk(
      Path data, DiskFolder folder, PurgeTable purges, SegmentLog segments, RecordIndex index) {
    this.data = data;
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
    return withRoom(path, () -> read(new Where(path, bytes, data), lastRun, limits, clock));
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

  private record Where(Path path, long bytes, Path data) {}

  private static OpenDisk read(
      Where where, LastRun lastRun, PurgeLimits limits, InstantSource clock) throws IOException {
    Path path = where.path();
    long begun = System.nanoTime();
    DiskFolder folder = DiskFolder.open(path, lastRun);
    try {
      PurgeTable purges = PurgeTable.durable(limits, clock, folder.purges());
      SegmentSizes sizes = SegmentSizes.of(where.bytes());
      SegmentLog segments = new SegmentLog(path, sizes, folder.secret(), purges);
      RecordIndex index = new RecordIndex(sizes.mostRecords());
      Recovery.run(path, folder.secret(), segments, index);
      log.info(
          "disk cache {}: {} stored responses, {} MB of {} MB in {} segments, read in {} ms",
          path,
          index.records(),
          segments.bytes() >> 20,
          where.bytes() >> 20,
          segments.segments(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
      return new OpenDisk(where.data(), folder, purges, segments, index);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
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
