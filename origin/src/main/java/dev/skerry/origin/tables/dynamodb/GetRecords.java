package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.atLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.atMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Entry;
import dev.skerry.origin.engine.Feed;
import dev.skerry.origin.engine.FeedPage;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.tables.StreamDescription;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code GetRecords}: at most 1,000 records, or as many as reach 1 MB. */
final class GetRecords implements Operation {
  private static final int MOST_RECORDS = 1_000;
  private static final long MOST_BYTES = 1 << 20;
  private static final int ITERATOR_MOST = 2_048;
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "GetRecordsInput",
          Member.required(
              "ShardIterator", Shapes.TEXT, lengthAtLeast(1), lengthAtMost(ITERATOR_MOST)),
          Member.of("Limit", Shapes.INTEGER, atLeast(1), atMost(MOST_RECORDS)));

  private final Tables tables;

  GetRecords(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public boolean needsTable() {
    return false;
  }

  /** What has been read, and from where to read on; null at the end of a stream that is closed. */
  private record Read(List<StreamRecord> records, @Nullable Position next) {}

  @Override
  public void answer(Fields in, JsonGenerator out) {
    ShardIterator iterator = ShardIterator.parse(in.requiredText("ShardIterator"), tables.now());
    // Whether it is closed is looked at before its records: what is not there then never comes.
    StreamDescription stream = iterator.stream().find(tables);
    Long limit = in.number("Limit");
    FeedPage page = page(stream, iterator, limit == null ? MOST_RECORDS : limit.intValue());
    Read read = tables.engine().read(snapshot -> read(snapshot, page, stream));
    out.writeArrayPropertyStart("Records");
    read.records.forEach(record -> record.write(tables.settings(), out));
    out.writeEndArray();
    if (read.next != null) {
      out.writeStringProperty(
          "NextShardIterator",
          new ShardIterator(iterator.stream(), read.next, tables.now()).text());
    }
  }

  private FeedPage page(StreamDescription stream, ShardIterator iterator, int limit) {
    Feed feed = tables.engine().feed();
    Topic topic = stream.stream().topic(stream.number());
    if (iterator.after() != null) {
      try {
        return feed.follow(topic, iterator.after(), limit);
      } catch (EngineException.TooOld e) {
        throw trimmed();
      }
    }
    while (true) {
      Position oldest = feed.oldest();
      try {
        return feed.follow(topic, oldest, limit);
      } catch (EngineException.TooOld e) {
        if (oldest.equals(feed.oldest())) {
          throw e; // else it was trimmed meanwhile, which is seldom
        }
      }
    }
  }

  private static Read read(Snapshot snapshot, FeedPage page, StreamDescription stream) {
    List<StreamRecord> records = new ArrayList<>();
    long bytes = 0;
    for (Entry entry : page.entries()) {
      if (bytes >= MOST_BYTES) {
        return new Read(records, records.getLast().position());
      }
      StreamRecord record = StreamRecord.of(entry, stream.stream().view(), snapshot);
      records.add(record);
      bytes += record.bytes();
    }
    boolean ended = stream.closed() != null && page.caughtUp();
    return new Read(records, ended ? null : page.next());
  }

  static TableException trimmed() {
    return new TableException(
        ErrorType.TRIMMED_DATA_ACCESS,
        "The operation attempted to read past the oldest stream record in a shard.");
  }
}
