package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RocksDB's own code. Its jar unpacks it into a temporary file, which would stay, 17 MB each, after
 * every program that was killed: so it goes into a folder of its own, and from there as soon as it
 * is loaded.
 */
final class NativeLibrary {
  private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);
  private static boolean loaded;

  private NativeLibrary() {}

  /**
   * Loads it, if nobody has.
   *
   * @throws EngineException.Unavailable where it cannot be unpacked
   */
  static synchronized void load() {
    if (loaded) {
      return;
    }
    Path folder = null;
    try {
      folder = Files.createTempDirectory("skerry-rocksdb");
      NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
      RocksDB.loadLibrary();
      loaded = true;
    } catch (IOException e) {
      throw new EngineException.Unavailable(
          "RocksDB's library could not be unpacked into the temporary folder "
              + System.getProperty("java.io.tmpdir")
              + " (java.io.tmpdir): "
              + e,
          e);
    } finally {
      if (folder != null) {
        delete(folder);
      }
    }
  }

  /** As far as it can: file systems of other machines keep what is open under another name. */
  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      log.debug("{} stays: {}", folder, e.toString());
    }
  }
}
