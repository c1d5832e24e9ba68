package dev.skerry.origin.tables;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.ExactNumber;
import dev.skerry.origin.tables.value.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a table has or had, as it can be read.
 *
 * @param account whose the table is
 * @param number of the table
 * @param partition the names of the key attributes that tell the partition
 * @param sort the names of the others
 * @param first the newest commit that is known to be before it
 * @param closed when it was disabled, or its table deleted; null while it is open
 * @param last a commit at or behind the last of its records; null as long as nobody has asked since
 *     it was closed
 */
public record StreamDescription(
    String account,
    String tableName,
    long number,
    TableStream stream,
    List<String> partition,
    List<String> sort,
    Stamp first,
    @Nullable Instant closed,
    @Nullable Stamp last) {
  /** How long a stream can be read that is closed. */
  static final Duration KEPT = Duration.ofHours(24);

  public StreamDescription {
    partition = List.copyOf(partition);
    sort = List.copyOf(sort);
  }

  static StreamDescription opened(TableDefinition table, TableStream stream, Stamp first) {
    KeySchema key = table.schema().key();
    return new StreamDescription(
        table.account(),
        table.name(),
        table.number(),
        stream,
        new KeySchema(key.partition(), List.of()).names(),
        new KeySchema(key.sort(), List.of()).names(),
        first,
        null,
        null);
  }

  StreamDescription closedAt(Instant moment) {
    return new StreamDescription(
        account, tableName, number, stream, partition, sort, first, moment, null);
  }

  StreamDescription endedAt(Stamp stamp) {
    return new StreamDescription(
        account, tableName, number, stream, partition, sort, first, closed, stamp);
  }

  /** Whether it is there no more. */
  boolean isGoneAt(Instant now) {
    return closed != null && !now.isBefore(closed.plus(KEPT));
  }

  /** Its ARN. */
  public String arn(TablesSettings settings) {
    return settings.arn(tableName) + "/stream/" + stream.label();
  }

  /** Before its first record. */
  public Position start() {
    return Position.after(first);
  }

  byte[] toBytes() {
    Map<String, AttributeValue> fields = new LinkedHashMap<>();
    fields.put("account", AttributeValue.string(account));
    fields.put("table", AttributeValue.string(tableName));
    fields.put("number", AttributeValue.number(number));
    fields.put("view", AttributeValue.string(stream.view().name()));
    fields.put("opened", AttributeValue.number(stream.opened().toEpochMilli()));
    fields.put("partition", names(partition));
    fields.put("sort", names(sort));
    fields.put("first", AttributeValue.number(first.number()));
    if (closed != null) {
      fields.put("closed", AttributeValue.number(closed.toEpochMilli()));
    }
    if (last != null) {
      fields.put("last", AttributeValue.number(last.number()));
    }
    return ItemCodec.encode(new Item(fields));
  }

  private static AttributeValue names(List<String> names) {
    return new AttributeValue.L(names.stream().map(AttributeValue::string).toList());
  }

  static StreamDescription of(byte[] octets) {
    Item fields = ItemCodec.decode(octets);
    Long closed = number(fields, "closed");
    Long last = number(fields, "last");
    return new StreamDescription(
        text(fields.get("account")),
        text(fields.get("table")),
        required(fields, "number"),
        new TableStream(
            TableStream.View.valueOf(text(fields.get("view"))),
            Instant.ofEpochMilli(required(fields, "opened"))),
        texts(fields, "partition"),
        texts(fields, "sort"),
        new Stamp(required(fields, "first")),
        closed == null ? null : Instant.ofEpochMilli(closed),
        last == null ? null : new Stamp(last));
  }

  private static @Nullable Long number(Item fields, String name) {
    return fields.get(name) instanceof AttributeValue.N(ExactNumber number)
        ? (Long) number.toBigDecimal().longValueExact()
        : null;
  }

  private static long required(Item fields, String name) {
    Long number = number(fields, name);
    if (number == null) {
      throw corrupt();
    }
    return number;
  }

  private static List<String> texts(Item fields, String name) {
    return fields.get(name) instanceof AttributeValue.L(List<AttributeValue> elements)
        ? elements.stream().map(StreamDescription::text).toList()
        : List.of();
  }

  private static String text(@Nullable AttributeValue value) {
    if (value instanceof AttributeValue.S(String text)) {
      return text;
    }
    throw corrupt();
  }

  private static EngineException corrupt() {
    return new EngineException.Corrupt("the description of a stream cannot be read", null);
  }
}
