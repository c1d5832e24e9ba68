package dev.skerry.edge.disk;

import dev.skerry.edge.disk.RecordHeader.Kind;
import dev.skerry.edge.disk.SegmentLog.Sealed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out at the start what is on the disk: reads the footers of all segments side by side, scans
 * those that have none, and puts the records into the index from the oldest to the newest, so that
 * the newest of each key wins.
 */
final class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);

  /** A segment that was found. */
  private record Found(SegmentFile file, long bytes, RecordList records, boolean wasSealed) {}

  private final Path folder;
  private final long secret;

  private Recovery(Path folder, long secret) {
    this.folder = folder;
    this.secret = secret;
  }

  /**
   * Fills an empty index and log.
   *
   * @throws IOException if the folder or one of its files cannot be read
   */
  static void run(Path folder, long secret, SegmentLog segments, RecordIndex index)
      throws IOException {
    new Recovery(folder, secret).fill(segments, index);
  }

  /** Deletes every segment in a folder. */
  static void discard(Path folder) throws IOException {
    for (int number : numbers(folder)) {
      SegmentFile file = SegmentFile.open(folder, number);
      try {
        file.unlink();
      } finally {
        file.release();
      }
    }
  }

  /** Deletes the oldest segment in a folder; false if there is none. */
  static boolean discardOldest(Path folder) throws IOException {
    List<Integer> numbers = numbers(folder);
    if (numbers.isEmpty()) {
      return false;
    }
    SegmentFile oldest = SegmentFile.open(folder, numbers.getFirst());
    try {
      oldest.unlink();
    } finally {
      oldest.release();
    }
    return true;
  }

  private void fill(SegmentLog segments, RecordIndex index) throws IOException {
    try (ExecutorService readers =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("skerry-disk-recovery-", 0).factory())) {
      List<Integer> numbers = numbers(folder);
      if (!numbers.isEmpty()) {
        segments.numberedUpTo(numbers.getLast());
      }
      List<Future<Found>> all =
          numbers.stream().map(number -> readers.submit(() -> read(number))).toList();
      for (Future<Found> next : all) {
        Found found = get(next);
        if (found == null) {
          giveUp(segments, index);
        } else {
          fill(found, segments, index);
        }
      }
    }
  }

  private static void fill(Found found, SegmentLog segments, RecordIndex index) throws IOException {
    if (found.records().size() == 0) {
      found.file().unlink();
      found.file().release();
      return;
    }
    if (!found.wasSealed()) {
      log.info("{} has no footer; it has {} records", found.file(), found.records().size());
    }
    int number = found.file().number();
    found
        .records()
        .forEach(
            (kind, key, offset, bytes, _, _) -> {
              switch (kind) {
                case RESPONSE, FRESHENED ->
                    index.put(key, Place.of(number, offset), bytes, kind == Kind.FRESHENED);
                case REMOVED -> index.remove(key);
                case ALL_REMOVED -> index.removeAll(key);
              }
            });
    segments.recovered(found.file(), found.bytes(), found.records());
  }

  private static List<Integer> numbers(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(SegmentFile::number)
          .filter(OptionalInt::isPresent)
          .map(OptionalInt::getAsInt)
          .sorted()
          .toList();
    }
  }

  private Found read(int number) throws IOException {
    SegmentFile file = SegmentFile.open(folder, number);
    RecordList footer = SegmentFooter.read(file, secret);
    RecordList records = footer == null ? SegmentScan.of(file, secret) : footer;
    return new Found(file, file.size(), records, footer != null);
  }

  /** What an unreadable segment said of older ones is not known: these must not be used. */
  private static void giveUp(SegmentLog segments, RecordIndex index) throws IOException {
    index.clear();
    for (Sealed old = segments.takeOldest(); old != null; old = segments.takeOldest()) {
      segments.drop(old);
    }
  }

  private static @Nullable Found get(Future<Found> found) throws IOException {
    try {
      return found.get();
    } catch (ExecutionException e) {
      log.warn("a segment cannot be read; it and all older ones are given up", e.getCause());
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the disk was read", e);
    }
  }
}
