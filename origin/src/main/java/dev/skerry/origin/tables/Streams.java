package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The streams of an account's tables, also those that are closed, for as long as they can be read.
 * May be used by any thread; blocks.
 */
public final class Streams {
  private final Engine engine;
  private final InstantSource clock;
  private final String account;

  Streams(Engine engine, TablesSettings settings) {
    this.engine = engine;
    this.clock = settings.clock();
    this.account = settings.account();
  }

  /** Opens and closes what a change of a table's options, or its end, opens and closes. */
  static void follow(
      Transaction transaction,
      @Nullable TableDefinition before,
      @Nullable TableDefinition after,
      Instant now) {
    @Nullable TableStream old = before == null ? null : before.options().stream();
    @Nullable TableStream next = after == null ? null : after.options().stream();
    if (Objects.equals(old, next)) {
      return;
    }
    if (old != null && before != null) {
      Key row = RowKeys.stream(before.account(), before.name(), old.opened());
      byte[] kept = transaction.get(row);
      if (kept != null) {
        transaction.put(row, StreamDescription.of(kept).closedAt(now).toBytes());
      }
    }
    if (next != null && after != null) {
      Key row = RowKeys.stream(after.account(), after.name(), next.opened());
      if (transaction.get(row) != null) {
        throw new EngineException.Conflict("another stream was opened in the same millisecond");
      }
      transaction.put(
          row, StreamDescription.opened(after, next, transaction.token().began()).toBytes());
    }
  }

  /** Whether a table of that number had a stream lately, in whose records its items may be. */
  static boolean mayTell(Reads reads, TableDefinition table) {
    Range range = Range.prefix(RowKeys.streams(table.account(), table.name()));
    while (!range.isEmpty()) {
      Rows rows = reads.scan(Scan.of(range));
      for (Row row : rows.rows()) {
        if (StreamDescription.of(row.value()).number() == table.number()) {
          return true;
        }
      }
      range = rows.rest();
    }
    return false;
  }

  /** The stream of a table that was opened at that moment, or null. */
  public @Nullable StreamDescription find(String tableName, Instant opened) {
    byte[] kept = engine.get(RowKeys.stream(account, tableName, opened));
    if (kept == null) {
      return null;
    }
    StreamDescription stream = StreamDescription.of(kept);
    return stream.isGoneAt(clock.instant()) ? null : stream;
  }

  /** The stream that a table opened last and that can be read, or null. */
  public @Nullable StreamDescription latest(TableDefinition table) {
    Range range = Range.prefix(RowKeys.streams(table.account(), table.name()));
    List<Row> rows =
        engine.read(snapshot -> snapshot.scan(Scan.of(range).inReverse().upTo(1))).rows();
    if (rows.isEmpty()) {
      return null;
    }
    StreamDescription stream = StreamDescription.of(rows.getFirst().value());
    return stream.number() != table.number() || stream.isGoneAt(clock.instant()) ? null : stream;
  }

  /**
   * Streams in the order of their tables' names and of their opening, at most so many.
   *
   * @param tableName only those of tables of that name; null for all
   * @param after only those behind this one, whether or not there is it; null for all
   */
  public List<StreamDescription> list(@Nullable String tableName, @Nullable Place after, int most) {
    Range all =
        Range.prefix(
            tableName == null ? RowKeys.streams(account) : RowKeys.streams(account, tableName));
    if (after == null) {
      return list(all, most);
    }
    Key place = RowKeys.stream(account, after.tableName, after.opened).next();
    if (place.compareTo(all.to()) >= 0) {
      return List.of();
    }
    return list(place.compareTo(all.from()) <= 0 ? all : all.startingAt(place), most);
  }

  /** What tells a stream. */
  public record Place(String tableName, Instant opened) {}

  private List<StreamDescription> list(Range all, int most) {
    Instant now = clock.instant();
    List<StreamDescription> found = new ArrayList<>();
    Range range = all;
    while (!range.isEmpty() && found.size() < most) {
      Range part = range;
      Rows rows = engine.read(snapshot -> snapshot.scan(Scan.of(part).upTo(most)));
      for (Row row : rows.rows()) {
        StreamDescription stream = StreamDescription.of(row.value());
        if (!stream.isGoneAt(now) && found.size() < most) {
          found.add(stream);
        }
      }
      range = rows.rest();
    }
    return found;
  }

  /** The same stream with its end, which is found out when it is asked for first. */
  public StreamDescription ended(StreamDescription stream) {
    if (stream.closed() == null || stream.last() != null) {
      return stream;
    }
    Key row = RowKeys.stream(stream.account(), stream.tableName(), stream.stream().opened());
    return engine
        .transact(
            transaction -> {
              byte[] kept = transaction.get(row);
              if (kept == null) {
                return stream.endedAt(engine.feed().newest().stamp());
              }
              StreamDescription now = StreamDescription.of(kept);
              if (now.closed() == null || now.last() != null) {
                return now;
              }
              // It was seen to be closed, so all its records are before what is newest now.
              StreamDescription ended = now.endedAt(engine.feed().newest().stamp());
              transaction.put(row, ended.toBytes());
              return ended;
            })
        .result();
  }

  /** Forgets streams of all accounts that can be read no more. */
  void sweep() {
    Instant now = clock.instant();
    Range range = Range.prefix(RowKeys.streams());
    while (!range.isEmpty()) {
      Range part = range;
      Rows rows = engine.read(snapshot -> snapshot.scan(Scan.of(part)));
      List<Key> gone =
          rows.rows().stream()
              .filter(row -> StreamDescription.of(row.value()).isGoneAt(now))
              .map(Row::key)
              .toList();
      if (!gone.isEmpty()) {
        engine.write(transaction -> gone.forEach(transaction::delete));
      }
      range = rows.rest();
    }
  }
}
