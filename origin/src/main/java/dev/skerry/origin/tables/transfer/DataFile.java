package dev.skerry.origin.tables.transfer;

import dev.skerry.origin.tables.value.AttributeValueWriter;
import dev.skerry.origin.tables.value.Item;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A data file of an export while it is made, in memory: a line of DynamoDB JSON for each item, all
 * of it gzip. Its user sees to it that it does not become too large. Used by one thread.
 */
public final class DataFile {
  private static final JsonFactory JSON = new JsonFactory();

  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final GZIPOutputStream zipped;
  private long items;

  /** One without any line. */
  public DataFile() {
    try {
      this.zipped = new GZIPOutputStream(octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line's members. */
  private interface Members {
    void write(JsonGenerator out, AttributeValueWriter values);
  }

  /** Adds the line of an item of a full export. */
  public void add(Item item) {
    line(
        (out, values) -> {
          out.writeName("Item");
          values.item(item);
        });
  }

  /**
   * Adds the line of an item of an incremental export.
   *
   * @param written when it was written last in the period
   * @param before as it was, or null where there was none or it is not to be told
   * @param after as it is at the end, or null where there is none
   */
  public void add(Item key, Instant written, @Nullable Item before, @Nullable Item after) {
    line(
        (out, values) -> {
          out.writeObjectPropertyStart("Metadata");
          out.writeObjectPropertyStart("WriteTimestampMicros");
          out.writeStringProperty("N", Long.toString(written.toEpochMilli() * 1_000));
          out.writeEndObject();
          out.writeEndObject();
          out.writeName("Keys");
          values.item(key);
          if (before != null) {
            out.writeName("OldImage");
            values.item(before);
          }
          if (after != null) {
            out.writeName("NewImage");
            values.item(after);
          }
        });
  }

  private void line(Members members) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
      out.writeStartObject();
      members.write(out, new AttributeValueWriter(out));
      out.writeEndObject();
    }
    line.write('\n');
    try {
      line.writeTo(zipped);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    items++;
  }

  /** How many lines it has. */
  public long items() {
    return items;
  }

  /** Ends it: its octets. */
  public byte[] finish() {
    try {
      zipped.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return octets.toByteArray();
  }
}
