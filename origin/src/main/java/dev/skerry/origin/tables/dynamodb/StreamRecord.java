package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.engine.Entry;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.Change;
import dev.skerry.origin.tables.TableStream;
import dev.skerry.origin.tables.TablesSettings;
import dev.skerry.origin.tables.value.AttributeValueWriter;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A record of a stream.
 *
 * @param created about when it was committed
 * @param before the item as it was, where the view shows it
 * @param after the item as it is, where the view shows it
 */
record StreamRecord(
    Position position,
    Instant created,
    TableStream.View view,
    Change change,
    @Nullable Item before,
    @Nullable Item after) {
  /** Source: eventVersion in the API reference of Record; 1.1 since there is userIdentity. */
  private static final String VERSION = "1.1";

  /** The record of an entry of a stream's topic. */
  static StreamRecord of(Entry entry, TableStream.View view, Reads reads) {
    Change change = Change.of(entry.octets());
    return new StreamRecord(
        entry.position(),
        entry.committedAt(),
        view,
        change,
        image(change.before(), reads),
        image(change.after(), reads));
  }

  private static @Nullable Item image(Change.Image image, Reads reads) {
    Item item = image.read(reads);
    if (item == null && image.isTold()) {
      throw GetRecords.trimmed(); // the entry was read a moment before the feed forgot it
    }
    return item;
  }

  /** What it counts for, in bytes. */
  long bytes() {
    return ItemSize.of(change.key()) + bytes(before) + bytes(after);
  }

  private static long bytes(@Nullable Item item) {
    return item == null ? 0 : ItemSize.of(item);
  }

  void write(TablesSettings settings, JsonGenerator out) {
    out.writeStartObject();
    out.writeStringProperty("eventID", id());
    out.writeStringProperty("eventName", change.kind().name());
    out.writeStringProperty("eventVersion", VERSION);
    out.writeStringProperty("eventSource", "aws:dynamodb");
    out.writeStringProperty("awsRegion", settings.region());
    out.writeObjectPropertyStart("dynamodb");
    out.writeNumberProperty("ApproximateCreationDateTime", created.getEpochSecond());
    image("Keys", change.key(), out);
    image("NewImage", after, out);
    image("OldImage", before, out);
    out.writeStringProperty("SequenceNumber", Shard.number(position));
    out.writeNumberProperty("SizeBytes", bytes());
    out.writeStringProperty("StreamViewType", view.name());
    out.writeEndObject();
    if (change.author() == Change.Author.EXPIRY) {
      out.writeObjectPropertyStart("userIdentity");
      out.writeStringProperty("PrincipalId", "dynamodb.amazonaws.com");
      out.writeStringProperty("Type", "Service");
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void image(String member, @Nullable Item item, JsonGenerator out) {
    if (item != null) {
      out.writeName(member);
      new AttributeValueWriter(out).item(item);
    }
  }

  /** The table and the place, as 32 hexadecimal digits: no other record has them. */
  private String id() {
    return HexFormat.of()
        .formatHex(
            ByteBuffer.allocate(2 * Long.BYTES)
                .putInt((int) change.table())
                .putLong(position.stamp().number())
                .putInt(position.index())
                .array());
  }
}
