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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of contents that are on their way into a bucket. Each is written before anything of its
 * content is in the bucket, renewed while it comes, and taken away by the transaction that writes
 * the content's row. One that was not renewed for long is given up by whoever finds it: from then
 * on that transaction fails, so that what is removed has no row, whichever process was slow. Any
 * thread.
 */
final class Arrivals {
  /** After so long without a sign of life a content is given up. */
  static final Duration GIVEN_UP_AFTER = Duration.ofHours(1);

  private static final int LAYOUT = 1;

  private final Engine engine;
  private final InstantSource clock;

  Arrivals(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** A content begins to come. */
  void begin(ContentId id) {
    engine.write(transaction -> transaction.put(ContentKeys.arriving(id), now()));
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
          transaction.put(ContentKeys.arriving(id), now());
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

  private byte[] now() {
    return new ValueWriter().octet(LAYOUT).moment(clock.instant()).toArray();
  }

  private boolean isLate(byte[] value) {
    ValueReader in = new ValueReader("an arriving content", value);
    in.layout(LAYOUT);
    Instant seen = in.moment();
    in.end();
    return seen.plus(GIVEN_UP_AFTER).isBefore(clock.instant());
  }

  /** Contents that have given no sign of life for long; at most so many. */
  List<ContentId> late(int most) {
    List<ContentId> late = new ArrayList<>();
    Range rest = ContentKeys.allArriving();
    while (!rest.isEmpty() && late.size() < most) {
      Range range = rest;
      Rows rows =
          engine.<Rows, RuntimeException>read(snapshot -> snapshot.scan(Scan.of(range).upTo(most)));
      for (Row row : rows.rows()) {
        if (late.size() < most && isLate(row.value())) {
          late.add(ContentKeys.id(row.key()));
        }
      }
      rest = rows.rest();
    }
    return late;
  }

  /** Gives a content up that is late, which is removed then. */
  void giveUp(ContentId id) {
    engine.write(
        transaction -> {
          byte[] value = transaction.get(ContentKeys.arriving(id));
          if (value != null && isLate(value)) {
            transaction.delete(ContentKeys.arriving(id));
            transaction.put(
                ContentKeys.doomed(id), new DoomedRow(clock.instant(), new InBucket(0)).encode());
          }
        });
  }
}
