package dev.skerry.origin.engine.rocksdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log whose end was being written when the power went: some file systems have then made the file
 * longer, but not yet filled it, so that a record begins as it should and ends in zeros.
 *
 * <p>RocksDB forgives a record that is cut off, but not one with zeros in it. Without the zeros it
 * is one that is cut off. What was synced is not concerned: each group ends with tokens, which are
 * random, so that no log that was wholly written ends in so many zeros.
 */
final class TornLog {
  private static final Logger LOG = LoggerFactory.getLogger(TornLog.class);
  private static final int FEWEST_ZEROS = 8;
  private static final int PART_BYTES = 64 << 10;

  private TornLog() {}

  /**
   * Cuts the zeros off the newest log of a folder that cannot be opened; whether there were any.
   */
  static boolean cut(Path folder) throws IOException {
    Optional<Path> newest;
    try (Stream<Path> files = Files.list(folder)) {
      newest =
          files
              .filter(file -> file.toString().endsWith(".log"))
              .filter(file -> file.toFile().length() > 0)
              .max(Comparator.comparingLong(TornLog::number));
    }
    return newest.isPresent() && cutFile(newest.get());
  }

  private static long number(Path log) {
    String name = log.getFileName().toString();
    return Long.parseLong(name.substring(0, name.indexOf('.')));
  }

  private static boolean cutFile(Path log) throws IOException {
    try (FileChannel file =
        FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long size = file.size();
      long end = endWithoutZeros(file, size);
      if (size - end < FEWEST_ZEROS) {
        return false;
      }
      LOG.warn("{}: ends in {} zeros, as after a loss of power: cut to {}", log, size - end, end);
      file.truncate(end);
      file.force(true);
      return true;
    }
  }

  private static long endWithoutZeros(FileChannel file, long size) throws IOException {
    long end = size;
    while (end > 0) {
      long start = Math.max(0, end - PART_BYTES);
      ByteBuffer part = ByteBuffer.allocate((int) (end - start));
      int read = 0;
      while (read >= 0 && part.hasRemaining()) {
        read = file.read(part, start + part.position());
      }
      for (int i = part.capacity() - 1; i >= 0; i--) {
        if (part.get(i) != 0) {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }
}
