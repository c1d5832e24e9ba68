package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.objects.content.ContentException.Kind;
import dev.skerry.origin.objects.content.ContentRow.InBucket;
import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of contents that are on their way into a bucket. Each is written before anything of its
 * content is in the bucket, renewed while it comes, and taken away by the transaction that writes
 * the content's row. One that was not renewed for long is given up by whoever finds it: from then
 * on that transaction fails, so that what is removed has no row, whichever process was slow. Any
 * thread.
 *
 * <p>Late is what {@link Ticks} tell, and that a content is given up is decided by the transaction
 * alone, before anything of it is touched: so no clock of a process that is wrong ends what another
 * is receiving.
 */
final class Arrivals {
  private static final int LAYOUT = 2;

  /** Had a moment instead of the tick. */
  private static final int TIMED_LAYOUT = 1;

  private final Engine engine;

  Arrivals(Engine engine) {
    this.engine = engine;
  }

  /** A content begins to come. */
  void begin(ContentId id) {
    engine.write(transaction -> seen(transaction, id));
  }

  /**
   * A content still comes.
   *
   * @throws ContentException UNREACHABLE when it was given up
   */
  void renew(ContentId id) {
    engine.write(
        transaction -> {
          require(transaction, id);
          seen(transaction, id);
        });
  }

  /**
   * A content has come, and gets its row in this transaction.
   *
   * @throws ContentException UNREACHABLE when it was given up
   */
  void settle(Transaction transaction, ContentId id) {
    require(transaction, id);
    transaction.delete(ContentKeys.arriving(id));
  }

  private static void require(Transaction transaction, ContentId id) {
    if (transaction.get(ContentKeys.arriving(id)) == null) {
      throw new ContentException(Kind.UNREACHABLE, "content " + id + " came too slowly");
    }
  }

  /** A content was removed that has no row. */
  void end(ContentId id) {
    engine.write(transaction -> transaction.delete(ContentKeys.arriving(id)));
  }

  private static void seen(Transaction transaction, ContentId id) {
    byte[] value = new ValueWriter().octet(LAYOUT).number(Ticks.now(transaction)).toArray();
    transaction.put(ContentKeys.arriving(id), value);
  }

  private static boolean isLate(byte[] value, long now) {
    ValueReader in = new ValueReader("an arriving content", value);
    long seen = 0;
    if (in.layout(LAYOUT) == TIMED_LAYOUT) {
      var _ = in.moment();
    } else {
      seen = in.number();
    }
    in.end();
    return seen + Ticks.HOUR <= now;
  }

  /**
   * Gives contents up that have given no sign of life for an hour, to be removed; at most so many.
   */
  List<ContentId> giveUpLate(int most) {
    long now = engine.<Long, RuntimeException>read(Ticks::now);
    return late(most, now).stream().filter(id -> giveUp(id, now)).toList();
  }

  private List<ContentId> late(int most, long now) {
    List<ContentId> late = new ArrayList<>();
    Range rest = ContentKeys.allArriving();
    while (!rest.isEmpty() && late.size() < most) {
      Range range = rest;
      Rows rows =
          engine.<Rows, RuntimeException>read(snapshot -> snapshot.scan(Scan.of(range).upTo(most)));
      for (Row row : rows.rows()) {
        if (late.size() < most && isLate(row.value(), now)) {
          late.add(ContentKeys.id(row.key()));
        }
      }
      rest = rows.rest();
    }
    return late;
  }

  /** Whether it was given up; not where it was renewed, or has come, since it was found late. */
  private boolean giveUp(ContentId id, long now) {
    return engine
        .<Boolean, RuntimeException>transact(
            transaction -> {
              byte[] value = transaction.get(ContentKeys.arriving(id));
              boolean late = value != null && isLate(value, now);
              if (late) {
                transaction.delete(ContentKeys.arriving(id));
                transaction.put(
                    ContentKeys.doomed(id), new DoomedRow(now, new InBucket(0)).encode());
              }
              return late;
            })
        .result();
  }
}
