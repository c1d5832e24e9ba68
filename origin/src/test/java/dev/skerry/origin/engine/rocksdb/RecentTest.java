package dev.skerry.origin.engine.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Transaction;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded engine's check refuses what it must, and nothing that it can tell apart. */
class RecentTest {
  private static final byte[] VALUE = {1};

  private RocksEngine engine;

  @BeforeEach
  void open(@TempDir Path parent) {
    engine = RocksEngine.open(RocksSettings.in(parent.resolve("db")).with(Memory.SMALL));
    put("a", "c", "e", "g");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void put(String... keys) {
    engine.write(
        transaction -> {
          for (String key : keys) {
            transaction.put(Key.of(key), VALUE);
          }
        });
  }

  private static Range range(String from, String to) {
    return new Range(Key.of(from), Key.of(to));
  }

  private static boolean commits(Transaction transaction) {
    try {
      transaction.put(Key.of("result"), VALUE);
      transaction.commit();
      return true;
    } catch (EngineException.Conflict e) {
      return false;
    }
  }

  @Test
  void aRowBehindWhatALimitedScanCoveredIsNoConflict() {
    try (Transaction transaction = engine.begin()) {
      assertThat(transaction.scan(Scan.of(range("a", "h")).upTo(2)).rows()).hasSize(2);
      put("d", "e", "h");
      assertThat(commits(transaction)).isTrue();
    }
  }

  @Test
  void aRowBeforeWhatALimitedScanInReverseCoveredIsNoConflict() {
    try (Transaction transaction = engine.begin()) {
      assertThat(transaction.scan(Scan.of(range("a", "h")).inReverse().upTo(2)).rows()).hasSize(2);
      put("a", "d", "h");
      assertThat(commits(transaction)).isTrue();
    }
  }

  @Test
  void theFirstKeyOfARangeIsInItAndItsEndIsNot() {
    try (Transaction end = engine.begin();
        Transaction start = engine.begin()) {
      end.scan(Scan.of(range("b", "c")));
      start.scan(Scan.of(range("b", "c")));
      put("c");
      assertThat(commits(end)).isTrue();
      put("b");
      assertThat(commits(start)).isFalse();
    }
  }

  @Test
  void whatItWroteItselfBeforeReadingIsNotChecked() {
    try (Transaction transaction = engine.begin()) {
      transaction.put(Key.of("a"), VALUE);
      assertThat(transaction.get(Key.of("a"))).isEqualTo(VALUE);
      put("a");
      assertThat(commits(transaction)).isTrue();
    }
  }

  @Test
  void whoOnlyReadsIsNeverRefused() {
    try (Transaction transaction = engine.begin()) {
      transaction.get(Key.of("a"));
      put("a");
      Stamp stamp = transaction.commit();
      assertThat(stamp).isEqualTo(transaction.token().began());
    }
  }

  @Test
  void anOldTransactionIsStillCheckedWhileNewOnesComeAndGo() {
    try (Transaction old = engine.begin();
        Transaction other = engine.begin()) {
      old.get(Key.of("a"));
      other.get(Key.of("never"));
      put("a");
      for (int i = 0; i < 100; i++) {
        put("b" + i);
      }
      assertThat(commits(other)).isTrue();
      assertThat(commits(old)).isFalse();
    }
  }
}
