package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.driver.Pending;
import dev.skerry.origin.engine.driver.Recent;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has been committed lately, by whichever process, against which transactions are checked. For
 * the committer alone.
 */
final class Past {
  private static final String RECORDS =
      "SELECT last, fenced, changes FROM commits WHERE after >= ? ORDER BY after DESC";
  private static final int RECORDS_AT_ONCE = 16;

  private final PostgresSettings settings;
  private final Recent recent;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private final Map<UUID, Long> fenced = new HashMap<>();
  private long horizon;
  private long newest;

  /** Up to which commit was known when. */
  private record Mark(long nanos, long stamp) {}

  private record Other(long last, @Nullable UUID fenced, Changes changes) {}

  /** Knows nothing but that there is a commit. */
  Past(PostgresSettings settings, long horizon) {
    this.settings = settings;
    this.recent = new Recent(settings.sharing().recentBytes(), horizon);
    this.horizon = horizon;
    this.newest = horizon;
  }

  /** Learns what others have committed since, in a transaction that has the turn. */
  void learn(Connection writer, long upTo) throws SQLException {
    if (newest == upTo) {
      return;
    }
    List<Other> others = new ArrayList<>();
    long bytes = 0;
    try (PreparedStatement query = writer.prepareStatement(RECORDS)) {
      query.setLong(1, newest);
      query.setFetchSize(RECORDS_AT_ONCE);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          byte[] changes = found.getBytes(3);
          Other other = new Other(found.getLong(1), id(found.getBytes(2)), Changes.of(changes));
          bytes += changes.length;
          if (bytes > settings.sharing().recentBytes()) {
            horizon = other.last;
            break;
          }
          others.add(other);
        }
      }
    }
    for (Other other : others.reversed()) {
      add(other);
    }
    newest = upTo;
  }

  private void add(Other other) {
    recent.add(other.last, other.changes.keys(), other.changes.ranges());
    if (other.fenced != null) {
      fenced.put(other.fenced, other.last);
    }
  }

  private static @Nullable UUID id(byte @Nullable [] octets) {
    if (octets == null) {
      return null;
    }
    ByteBuffer id = ByteBuffer.wrap(octets);
    return new UUID(id.getLong(), id.getLong());
  }

  /** Why a transaction cannot be committed; null if it can. */
  @Nullable String conflict(Pending pending) {
    long began = pending.token().began().number();
    if (began < horizon) {
      return "too many commits since it began: commit "
          + began
          + " is before "
          + horizon
          + ", up to which they are not known";
    }
    if (fenced.containsKey(pending.token().id())) {
      return "somebody has been told that it is not committed";
    }
    return recent.conflict(began, pending.reads());
  }

  /** Notes one that will be committed next. */
  void add(Pending pending) {
    newest = pending.stamp();
    recent.add(newest, pending.writes());
  }

  /** Forgets what nobody can ask for any more who is young enough to commit. */
  void forget() {
    long now = settings.ticker().getAsLong();
    long oldest = now - Limits.TRANSACTION_AGE.toNanos();
    long over = -1;
    while (!marks.isEmpty() && marks.getFirst().nanos - oldest < 0) {
      over = marks.removeFirst().stamp;
    }
    if (over > horizon) {
      horizon = over;
      recent.forget(over);
      long known = over;
      fenced.values().removeIf(stamp -> stamp <= known);
    }
    if (marks.isEmpty() || marks.getLast().stamp < newest) {
      marks.add(new Mark(now, newest));
    }
  }
}
