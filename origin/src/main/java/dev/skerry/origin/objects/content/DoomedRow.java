package dev.skerry.origin.objects.content;

import dev.skerry.origin.objects.content.ContentRow.Kept;
import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import org.jspecify.annotations.Nullable;

/**
 * That nothing refers to a content any more.
 *
 * @param since which tick of the depot's clock
 * @param condemned where the content is whose row is gone: it cannot be referred to again, and is
 *     removed however often that is begun; null while it has its row, or is composed
 */
record DoomedRow(long since, @Nullable Kept condemned) {
  private static final int LAYOUT = 2;

  /** Had a moment instead of the tick. */
  private static final int TIMED_LAYOUT = 1;

  /**
   * Whether it may be removed.
   *
   * @param now a tick of the depot's clock
   * @param linger so many ticks it stays
   */
  boolean isDue(long now, long linger) {
    return condemned != null || since + linger <= now;
  }

  byte[] encode() {
    return new ValueWriter()
        .octet(LAYOUT)
        .number(since)
        .optional(condemned, ContentRow::write)
        .toArray();
  }

  static DoomedRow decode(byte[] value) {
    if (value.length == 0) {
      return new DoomedRow(0, null); // as it was written before there were others
    }
    ValueReader in = new ValueReader("a doomed content", value);
    long since = 0;
    if (in.layout(LAYOUT) == TIMED_LAYOUT) {
      var _ = in.moment();
    } else {
      since = in.number();
    }
    DoomedRow row =
        new DoomedRow(since, in.optional(reader -> (Kept) ContentRow.readPlace(reader)));
    in.end();
    return row;
  }
}
