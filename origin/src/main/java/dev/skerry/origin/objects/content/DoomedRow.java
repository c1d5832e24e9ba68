package dev.skerry.origin.objects.content;

import dev.skerry.origin.objects.content.ContentRow.Kept;
import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That nothing refers to a content any more.
 *
 * @param since when, to the millisecond
 * @param condemned where the content is whose row is gone: it cannot be referred to again, and is
 *     removed however often that is begun; null while it has its row, or is composed
 */
record DoomedRow(Instant since, @Nullable Kept condemned) {
  private static final int LAYOUT = 1;

  /** Whether it may be removed now. */
  boolean isDue(Instant now, Duration linger) {
    return condemned != null || !since.plus(linger).isAfter(now);
  }

  byte[] encode() {
    return new ValueWriter()
        .octet(LAYOUT)
        .moment(since)
        .optional(condemned, ContentRow::write)
        .toArray();
  }

  static DoomedRow decode(byte[] value) {
    if (value.length == 0) {
      return new DoomedRow(Instant.EPOCH, null); // as it was written before there were others
    }
    ValueReader in = new ValueReader("a doomed content", value);
    in.layout(LAYOUT);
    Instant since = in.moment();
    DoomedRow row =
        new DoomedRow(since, in.optional(reader -> (Kept) ContentRow.readPlace(reader)));
    in.end();
    return row;
  }
}
