package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Entry;
import dev.skerry.origin.engine.Feed;
import dev.skerry.origin.engine.FeedPage;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Watch;
import dev.skerry.origin.engine.driver.Age;
import dev.skerry.origin.engine.driver.Watches;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The feed, read from one snapshot: that has every commit up to its stamp and none after, so what
 * is not in a page can only come after it.
 */
final class PostgresFeed implements Feed {
  private static final String TRIMMED = "SELECT number FROM meta WHERE name = 'trimmed'";
  private static final String FOLLOW =
      "SELECT stamp, place, at, octets FROM entries WHERE topic = ? AND (stamp, place) > (?, ?)"
          + " ORDER BY stamp, place LIMIT ?";
  private static final int ROWS_AT_ONCE = 64;

  private final Readers readers;
  private final Watches watches;
  private final PostgresSettings settings;

  PostgresFeed(Readers readers, Watches watches, PostgresSettings settings) {
    this.readers = readers;
    this.watches = watches;
    this.settings = settings;
  }

  private PostgresSnapshot snapshot() {
    return readers.snapshot(new Age("the page", Limits.SNAPSHOT_AGE, settings.ticker()));
  }

  @Override
  public FeedPage follow(Topic topic, Position after, int limit) {
    if (limit < 1 || limit > Limits.SCAN_ROWS) {
      throw new IllegalArgumentException(
          "a page of " + limit + " entries, expected 1 to " + Limits.SCAN_ROWS);
    }
    try (PostgresSnapshot snapshot = snapshot()) {
      return snapshot.read(connection -> page(connection, snapshot.stamp(), topic, after, limit));
    }
  }

  private static FeedPage page(
      Connection connection, Stamp seen, Topic topic, Position after, int limit)
      throws SQLException {
    if (after.compareTo(Position.after(seen)) >= 0) {
      return new FeedPage(List.of(), after, true);
    }
    Position oldest = oldest(connection);
    if (after.compareTo(oldest) < 0) {
      throw new EngineException.TooOld(
          "the position "
              + after
              + " of the topic "
              + topic
              + " is no longer kept, expected "
              + oldest
              + " or later");
    }
    List<Entry> entries = new ArrayList<>();
    boolean complete = read(connection, topic, after, limit, entries);
    Position next = entries.isEmpty() ? after : entries.getLast().position();
    return new FeedPage(entries, complete ? Position.after(seen) : next, complete);
  }

  /** Adds what there is; whether that is all. */
  private static boolean read(
      Connection connection, Topic topic, Position after, int limit, List<Entry> entries)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(FOLLOW)) {
      query.setBytes(1, topic.name().getBytes(StandardCharsets.UTF_8));
      query.setLong(2, after.stamp().number());
      query.setInt(3, after.index());
      query.setInt(4, limit);
      query.setFetchSize(ROWS_AT_ONCE);
      long bytes = 0;
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          byte[] octets = found.getBytes(4);
          entries.add(
              new Entry(
                  new Position(new Stamp(found.getLong(1)), found.getInt(2)),
                  Instant.ofEpochMilli(found.getLong(3)),
                  octets));
          bytes += octets.length;
          if (entries.size() == limit || bytes >= Limits.SCAN_BYTES) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static Position oldest(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(TRIMMED);
        ResultSet found = query.executeQuery()) {
      found.next();
      long trimmed = found.getLong(1);
      return trimmed == 0 ? Position.START : Position.after(new Stamp(trimmed));
    }
  }

  @Override
  public Position oldest() {
    try (PostgresSnapshot snapshot = snapshot()) {
      return snapshot.read(PostgresFeed::oldest);
    }
  }

  @Override
  public Position newest() {
    try (PostgresSnapshot snapshot = snapshot()) {
      return Position.after(snapshot.taken().stamp());
    }
  }

  @Override
  public Watch watch(Topic topic) {
    return watches.open(topic);
  }
}
