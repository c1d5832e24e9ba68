package dev.skerry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at files at an interval and tells of a change once they have been the same for two looks.
 * Looking, unlike the kernel's notifications, also sees files that are replaced, mounted or behind
 * a symbolic link.
 *
 * <p>No change is lost: what is known is what was seen before the reader was told, so that a file
 * that changes while it is read, or that is watched anew, is told once more.
 */
final class FileWatch implements AutoCloseable {
  /** How often the program looks at files. */
  static final Duration LOOK_INTERVAL = Duration.ofMillis(500);

  private static final Logger log = LoggerFactory.getLogger(FileWatch.class);

  private final Supplier<Set<Path>> files;
  private Map<Path, Look> told;
  private Map<Path, Look> last;
  private @Nullable Thread thread;

  /** What is seen of a file without reading it. */
  private record Look(FileTime modified, long size, Object key) {}

  /**
   * Looks for the first time; to be made before the files are read.
   *
   * @param files those to watch, asked at each look
   */
  FileWatch(Supplier<Set<Path>> files) {
    this.files = files;
    this.told = look();
    this.last = told;
  }

  /** Begins to watch; each change since the first look is told. */
  void start(Duration interval, Runnable changed) {
    thread = Thread.ofVirtual().name("file-watch").start(() -> watch(interval, changed));
  }

  private void watch(Duration interval, Runnable changed) {
    try {
      while (true) {
        Thread.sleep(interval);
        Map<Path, Look> now = look();
        if (now.equals(last) && !now.equals(told)) {
          told = now;
          tell(changed);
        }
        last = now;
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private static void tell(Runnable changed) {
    try {
      changed.run();
    } catch (RuntimeException e) {
      log.error("what has changed could not be taken; the files are watched on", e);
    }
  }

  private Map<Path, Look> look() {
    Map<Path, Look> looks = new HashMap<>();
    for (Path file : files.get()) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Object key = attributes.fileKey() == null ? "" : attributes.fileKey();
        looks.put(file, new Look(attributes.lastModifiedTime(), attributes.size(), key));
      } catch (IOException e) {
        // not there, as for a moment when an editor replaces it: seen by its absence
      }
    }
    return looks;
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
