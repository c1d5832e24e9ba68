package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.EngineException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** RocksDB's errors in the engine's words. */
final class Failures {
  private Failures() {}

  /** What to throw for an error that came of reading. */
  static EngineException of(RocksDBException e) {
    return isCorruption(e)
        ? new EngineException.Corrupt("a file is damaged: " + e.getMessage(), e)
        : new EngineException.Unavailable("the storage failed: " + e.getMessage(), e);
  }

  /** What to throw when a folder could not be opened. */
  static EngineException opening(String folder, RocksDBException e) {
    String text = String.valueOf(e.getMessage());
    if (text.contains("lock hold by current process")) {
      return new EngineException.Unavailable(folder + " is in use by this process already", e);
    }
    if (text.contains("While lock file")) {
      return new EngineException.Unavailable(
          folder + " is in use by another process, expected none: stop that first", e);
    }
    return isCorruption(e)
        ? new EngineException.Corrupt(
            folder + " is damaged, expected to restore it from a backup: " + text, e)
        : new EngineException.Unavailable(folder + " could not be opened: " + text, e);
  }

  static boolean isCorruption(RocksDBException e) {
    @Nullable Status status = e.getStatus();
    return status != null && status.getCode() == Status.Code.Corruption;
  }
}
