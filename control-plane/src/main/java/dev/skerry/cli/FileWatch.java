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

/**
 * Looks at files at an interval and tells of a change once they have been the same for two looks.
 * Looking, unlike the kernel's notifications, also sees files that are replaced, mounted or behind
 * a symbolic link.
 */
final class FileWatch implements AutoCloseable {
  private final Supplier<Set<Path>> files;
  private final Runnable changed;
  private final Thread thread;
  private Map<Path, Look> told;
  private Map<Path, Look> last;

  /** What is seen of a file without reading it. */
  private record Look(FileTime modified, long size, Object key) {}

  /** Begins to watch; the files as they are now are known. */
  FileWatch(Supplier<Set<Path>> files, Duration interval, Runnable changed) {
    this.files = files;
    this.changed = changed;
    this.told = look();
    this.last = told;
    this.thread = Thread.ofVirtual().name("file-watch").start(() -> watch(interval));
  }

  private void watch(Duration interval) {
    try {
      while (true) {
        Thread.sleep(interval);
        lookAgain();
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void lookAgain() {
    Map<Path, Look> now = look();
    if (now.equals(last) && !now.equals(told)) {
      changed.run();
      now = look(); // the changed document may name other files
      told = now;
    }
    last = now;
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
    thread.interrupt();
  }
}
