package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Forgets what the engine has written about commits of the past. One thread at a time. */
final class Trimming {
  /** Outcomes can be asked for ten minutes; one more, for minutes are not moments. */
  private static final Duration OUTCOMES = Duration.ofMinutes(11);

  /** What part of the minutes goes when there is too much: one of so many. */
  private static final int PART = 8;

  private final Opened opened;
  private final RocksSettings settings;
  private final ColumnFamilyHandle log;

  Trimming(Opened opened, RocksSettings settings) {
    this.opened = opened;
    this.settings = settings;
    this.log = opened.store().log();
  }

  void run() throws RocksDBException {
    Row aged = lastMinute(settings.keeping().feedAge());
    if (opened.store().logBytes() > settings.keeping().feedBytes()) {
      aged = later(aged, oldestPart());
    }
    if (aged != null) {
      trimFeed(aged);
    }
    Row decided = lastMinute(OUTCOMES);
    if (decided != null) {
      trimGroups(stampBefore(decided));
    }
    opened.views().refresh();
  }

  /** The last minute that began so long ago; null if none is known. */
  private @Nullable Row lastMinute(Duration ago) {
    long millis = settings.clock().millis() - ago.toMillis();
    Key bound = Key.wrap(LogKeys.minute(Math.floorDiv(millis, 60_000) + 1));
    return bound.compareTo(LogKeys.MINUTES.from()) <= 0 || millis < 0
        ? null
        : opened.newest(LogKeys.MINUTES.endingBefore(bound));
  }

  /** The minute before which the oldest part of the feed was emitted. */
  private @Nullable Row oldestPart() {
    List<Row> minutes = new ArrayList<>();
    opened.viewed(view -> view.scan(log, Scan.of(LogKeys.MINUTES), minutes));
    return minutes.isEmpty() ? null : minutes.get(Math.ceilDiv(minutes.size(), PART) - 1);
  }

  private static @Nullable Row later(@Nullable Row one, @Nullable Row other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.key().compareTo(other.key()) > 0 ? one : other;
  }

  private static long stampBefore(Row minute) {
    return ByteBuffer.wrap(minute.value()).getLong();
  }

  private void trimFeed(Row minute) throws RocksDBException {
    long upTo = stampBefore(minute);
    try (WriteBatch batch = new WriteBatch()) {
      delete(batch, LogKeys.MINUTES.endingBefore(minute.key().next()));
      if (upTo > opened.oldest().number()) {
        opened.oldest(upTo);
        batch.put(log, LogKeys.OLDEST, ByteBuffer.allocate(Long.BYTES).putLong(upTo).array());
        Row entry = opened.first(Scan.of(LogKeys.ENTRIES));
        while (entry != null) {
          Key topic = LogKeys.topicOf(entry.key());
          delete(batch, LogKeys.upTo(topic, upTo));
          entry = opened.first(Scan.of(LogKeys.ENTRIES.startingAt(topic.afterPrefix())));
        }
      }
      opened.store().writeUnsynced(batch);
    }
  }

  /** Never the last one, which tells the newest stamp when the folder is opened. */
  private void trimGroups(long upTo) throws RocksDBException {
    long kept = Math.min(upTo + 1, opened.views().newest().number());
    Key bound = Key.wrap(LogKeys.group(kept));
    Row first = opened.first(Scan.of(LogKeys.GROUPS));
    if (first != null && first.key().compareTo(bound) < 0) {
      try (WriteBatch batch = new WriteBatch()) {
        delete(batch, LogKeys.GROUPS.endingBefore(bound));
        opened.store().writeUnsynced(batch);
      }
    }
  }

  private void delete(WriteBatch batch, Range range) throws RocksDBException {
    batch.deleteRange(log, range.from().octets(), range.to().octets());
  }
}
