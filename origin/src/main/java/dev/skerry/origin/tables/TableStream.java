package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Topic;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A stream of a table: what it shows of each change, and since when there is it.
 *
 * @param opened to the millisecond; tells the streams apart that a table had one after the other
 */
public record TableStream(View view, Instant opened) {
  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Which images of an item a record has, beside the key. */
  public enum View {
    KEYS_ONLY,
    NEW_IMAGE,
    OLD_IMAGE,
    NEW_AND_OLD_IMAGES;

    /** Whether it has the item as it was. */
    boolean showsBefore() {
      return this == OLD_IMAGE || this == NEW_AND_OLD_IMAGES;
    }

    /** Whether it has the item as it is. */
    boolean showsAfter() {
      return this == NEW_IMAGE || this == NEW_AND_OLD_IMAGES;
    }
  }

  public TableStream {
    opened = opened.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Its name on the wire, which is the moment in which it was opened. */
  public String label() {
    return LABEL.format(opened);
  }

  /** Where its records are in the engine's feed. */
  public Topic topic(long table) {
    return new Topic("tables/" + table + "/" + opened.toEpochMilli());
  }
}
