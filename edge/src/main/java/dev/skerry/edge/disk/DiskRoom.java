package dev.skerry.edge.disk;

import org.jspecify.annotations.Nullable;

/** Compares what a disk tier may take with what its file system has for it. */
final class DiskRoom {
  private DiskRoom() {}

  /**
   * What to tell the operator at the start.
   *
   * @param takenBytes what the segments take already
   * @param usableBytes what is free beside them
   * @return null if the tier can grow to its size now
   */
  static @Nullable String warning(DiskSettings settings, long takenBytes, long usableBytes) {
    long wanted = settings.bytes();
    long most = takenBytes + usableBytes;
    return most >= wanted
        ? null
        : "cache.disk.size is %d MiB, but the file system of %s has room for %d MiB (%d MiB free, %d"
                .formatted(
                    wanted >> 20,
                    settings.folder(),
                    most >> 20,
                    usableBytes >> 20,
                    takenBytes >> 20)
            + " MiB taken): when it is full the oldest is given up; set cache.disk.size to less";
  }
}
