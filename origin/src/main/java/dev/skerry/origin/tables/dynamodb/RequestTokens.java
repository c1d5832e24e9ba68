package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.KeptRequests;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Bytes;
import dev.skerry.origin.tables.value.CapacityUnits;
import dev.skerry.origin.tables.value.ExactNumber;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The tokens by which an operation knows a request that it has done, for ten minutes; kept by the
 * same transaction that did it, so that neither is without the other.
 */
final class RequestTokens {
  private final KeptRequests kept;
  private final String operation;

  /** Those of one operation: another's do not matter to it. */
  RequestTokens(Tables tables, String operation) {
    this.kept = tables.requests();
    this.operation = operation;
  }

  /** An earlier request: what it would cost to read what it wrote, by tables. */
  record Earlier(Map<String, Double> units) {
    /** Writes {@code ConsumedCapacity}: done before, the request only reads. */
    void writeConsumed(Fields in, JsonGenerator out) {
      String wanted = in.text("ReturnConsumedCapacity", "NONE");
      if (wanted.equals("NONE")) {
        return;
      }
      out.writeArrayPropertyStart("ConsumedCapacity");
      SentNames names = SentNames.of(in);
      units.forEach(
          (table, read) -> Consumed.read(names.of(table), read, wanted.equals("INDEXES"), out));
      out.writeEndArray();
    }
  }

  /**
   * The earlier request of a token, or null.
   *
   * @throws TableException when it was another request
   */
  @Nullable Earlier find(Transaction transaction, String token, byte[] digest) {
    Item found = kept.find(transaction, operation, token);
    if (found == null) {
      return null;
    }
    if (!new AttributeValue.B(Bytes.copyOf(digest)).equals(found.get("digest"))) {
      throw new TableException(
          ErrorType.IDEMPOTENT_PARAMETER_MISMATCH,
          "Specified idempotent token was used with different request parameters within the"
              + " idempotency window");
    }
    Map<String, Double> units = new LinkedHashMap<>();
    if (found.get("units") instanceof AttributeValue.M(Map<String, AttributeValue> entries)) {
      entries.forEach(
          (table, value) -> {
            if (value instanceof AttributeValue.N(ExactNumber number)) {
              units.put(table, number.toBigDecimal().doubleValue());
            }
          });
    }
    return new Earlier(units);
  }

  /** Keeps a request that is done. */
  void keep(Transaction transaction, String token, byte[] digest, List<Writes.Written> written) {
    Map<String, AttributeValue> units = new LinkedHashMap<>();
    Map<String, Long> sums = new LinkedHashMap<>();
    for (Writes.Written each : written) {
      long bytes = Math.max(size(each.before()), size(each.after()));
      sums.merge(
          each.table().name(),
          (long) CapacityUnits.read(bytes, CapacityUnits.Consistency.TRANSACTIONAL),
          Long::sum);
    }
    sums.forEach((table, sum) -> units.put(table, AttributeValue.number(sum)));
    kept.keep(
        transaction,
        operation,
        token,
        Item.EMPTY
            .with("digest", new AttributeValue.B(Bytes.copyOf(digest)))
            .with("units", new AttributeValue.M(units)));
  }

  private static long size(@Nullable Item item) {
    return item == null ? 0 : ItemSize.of(item);
  }
}
