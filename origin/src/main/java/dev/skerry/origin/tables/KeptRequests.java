package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.ExactNumber;
import dev.skerry.origin.tables.value.Item;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * An account's requests that were done and must not be done again, by tokens of their clients. May
 * be used by any thread.
 */
public final class KeptRequests {
  /** How long a request is kept. Source: the DynamoDB API reference, ClientRequestToken. */
  public static final Duration AGE = Duration.ofMinutes(10);

  private static final int SWEPT_ROWS = 1_000;
  private static final String UNTIL = "until";

  private final Engine engine;
  private final InstantSource clock;
  private final String account;

  KeptRequests(Engine engine, TablesSettings settings) {
    this.engine = engine;
    this.clock = settings.clock();
    this.account = settings.account();
  }

  /** What was kept of a request of an operation, or null where there was none lately. */
  public @Nullable Item find(Transaction transaction, String operation, String token) {
    byte[] found = transaction.get(RowKeys.request(account, operation, token));
    if (found == null) {
      return null;
    }
    Item kept = ItemCodec.decode(found);
    return until(kept).isAfter(clock.instant()) ? kept : null;
  }

  /** Keeps a request, whatever was kept under its token before. */
  public void keep(Transaction transaction, String operation, String token, Item request) {
    Key row = RowKeys.request(account, operation, token);
    byte[] before = transaction.get(row);
    if (before != null) {
      transaction.delete(RowKeys.requestEnd(until(ItemCodec.decode(before)).toEpochMilli(), row));
    }
    long until = clock.instant().plus(AGE).toEpochMilli();
    transaction.put(row, ItemCodec.encode(request.with(UNTIL, AttributeValue.number(until))));
    transaction.put(RowKeys.requestEnd(until, row), row.toBytes());
  }

  /** Has a row removed at a moment that tells of a request in its own way. */
  static void removeAt(Transaction transaction, Key row, Instant moment) {
    transaction.put(RowKeys.requestEnd(moment.toEpochMilli(), row), row.toBytes());
  }

  private static Instant until(Item kept) {
    return kept.get(UNTIL) instanceof AttributeValue.N(ExactNumber number)
        ? Instant.ofEpochMilli(number.toBigDecimal().longValue())
        : Instant.EPOCH;
  }

  /**
   * Removes some of what is too old, of all accounts, in one transaction.
   *
   * @return whether there may be more
   */
  boolean sweep() {
    Range old = RowKeys.requestEndsBefore(clock.instant().toEpochMilli());
    return engine
        .transact(
            transaction -> {
              Rows rows = transaction.scan(Scan.of(old).upTo(SWEPT_ROWS));
              for (Row row : rows.rows()) {
                transaction.delete(Key.wrap(row.value()));
                transaction.delete(row.key());
              }
              return !rows.complete();
            })
        .result();
  }
}
