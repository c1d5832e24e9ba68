package dev.skerry.origin.engine.rocksdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;

/**
 * RocksDB's own code. Its jar unpacks it into a temporary file, which would stay, 17 MB each, after
 * every program that was killed: so it goes into a folder of its own, and from there as soon as it
 * is loaded.
 */
final class NativeLibrary {
  private static boolean loaded;

  private NativeLibrary() {}

  /** Loads it, if nobody has. */
  static synchronized void load() throws IOException {
    if (loaded) {
      return;
    }
    Path folder = Files.createTempDirectory("skerry-rocksdb");
    try {
      NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
      RocksDB.loadLibrary();
      loaded = true;
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
