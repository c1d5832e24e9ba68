package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Entry;
import dev.skerry.origin.engine.Feed;
import dev.skerry.origin.engine.FeedPage;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Watch;
import dev.skerry.origin.engine.driver.Watches;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The feed, read from the records that the committer writes in each group's batch: an entry is
 * there if and only if its transaction is.
 */
final class RocksFeed implements Feed {
  private final Storage storage;
  private final Watches watches;

  RocksFeed(Storage storage, Watches watches) {
    this.storage = storage;
    this.watches = watches;
  }

  @Override
  public FeedPage follow(Topic topic, Position after, int limit) {
    Opened opened = storage.opened();
    return opened.viewed(view -> page(opened, view, topic, after, limit));
  }

  private static FeedPage page(Opened opened, View view, Topic topic, Position after, int limit) {
    // Asked after the view was taken: what is trimmed later is still in the view.
    if (after.compareTo(oldest(opened)) < 0) {
      throw new EngineException.TooOld(
          "the position "
              + after
              + " of the topic "
              + topic
              + " is no longer kept, expected "
              + oldest(opened)
              + " or later");
    }
    List<Row> rows = new ArrayList<>();
    Scan scan = Scan.of(LogKeys.after(topic, after)).upTo(limit);
    boolean complete = view.scan(opened.store().log(), scan, rows);
    List<Entry> entries = rows.stream().map(RocksFeed::entry).toList();
    Position next = entries.isEmpty() ? after : entries.getLast().position();
    Position seen = Position.after(view.stamp());
    return new FeedPage(entries, complete && seen.compareTo(next) > 0 ? seen : next, complete);
  }

  private static Entry entry(Row row) {
    byte[] value = row.value();
    return new Entry(
        LogKeys.position(row.key()),
        Instant.ofEpochMilli(ByteBuffer.wrap(value).getLong()),
        Arrays.copyOfRange(value, Long.BYTES, value.length));
  }

  private static Position oldest(Opened opened) {
    long trimmed = opened.oldest().number();
    return trimmed == 0 ? Position.START : Position.after(opened.oldest());
  }

  @Override
  public Position oldest() {
    return oldest(storage.opened());
  }

  @Override
  public Position newest() {
    return Position.after(storage.opened().views().newest());
  }

  @Override
  public Watch watch(Topic topic) {
    return watches.open(topic);
  }
}
