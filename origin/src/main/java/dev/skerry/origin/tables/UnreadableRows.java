package dev.skerry.origin.tables;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows that are passed over where several are read, because they cannot be: the log is told once of
 * each, as far as the newest 1,000 are remembered.
 */
final class UnreadableRows {
  private static final Logger log = LoggerFactory.getLogger(UnreadableRows.class);

  private static final Cache<Key, Boolean> TOLD =
      Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build();

  private UnreadableRows() {}

  /** Passes over one. */
  static void passOver(Row row, EngineException.Corrupt cause) {
    if (TOLD.asMap().putIfAbsent(row.key(), true) == null) {
      log.error("the row {} is passed over: it cannot be read", row.key(), cause);
    }
  }
}
