package dev.skerry.edge.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which run of the edge was the last in a data folder, and the number of this one: random numbers,
 * so that a folder that was not used by the last run is told apart from one that was.
 *
 * @param previous the last run's number; 0 if there was none
 * @param current this run's
 */
public record LastRun(long previous, long current) {
  private static final Logger log = LoggerFactory.getLogger(LastRun.class);
  private static final String FILE = "last-run";

  /** Whether that is the last run's number, or this one's already. */
  boolean isKnownAs(long run) {
    return run == previous || run == current;
  }

  /**
   * The same for a run without a disk, which does not need to know: a data folder that cannot be
   * written now was not written by a run with one either.
   *
   * @return whether it is noted: what a disk has from before will not be used any more
   */
  public static boolean beginIfPossible(Path data) {
    try {
      var _ = begin(data);
      return true;
    } catch (IOException cannotBeWritten) {
      log.debug("the data folder cannot be written", cannotBeWritten);
      return false;
    }
  }

  /**
   * Reads the last run's number, and puts that of this one in its place. Called once at a start.
   */
  static LastRun begin(Path data) throws IOException {
    Path file = data.resolve(FILE);
    long previous = 0;
    if (Files.exists(file)) {
      byte[] found = Files.readAllBytes(file);
      previous = found.length == Long.BYTES ? ByteBuffer.wrap(found).getLong() : 0;
    }
    long current = new SecureRandom().nextLong();
    Path fresh = data.resolve(FILE + ".new");
    Files.write(fresh, ByteBuffer.allocate(Long.BYTES).putLong(current).array());
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    return new LastRun(previous, current);
  }
}
