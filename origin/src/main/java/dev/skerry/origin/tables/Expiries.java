package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.ExactNumber;
import dev.skerry.origin.tables.value.Item;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The items of a table in the order in which they expire: an entry for each that has a number of
 * seconds since 1970 in the attribute that tells it.
 */
final class Expiries {
  /** No entry is later: the year 9999 is far behind. */
  private static final BigDecimal LATEST = BigDecimal.valueOf(1L << 40);

  private Expiries() {}

  /** Moves the entry of an item. */
  static void index(
      Transaction transaction, TableDefinition table, @Nullable Item before, @Nullable Item after) {
    String attribute = table.options().ttlAttribute();
    if (attribute == null) {
      return;
    }
    Long old = seconds(before, attribute);
    Long now = seconds(after, attribute);
    if (Objects.equals(old, now)) {
      return;
    }
    if (old != null && before != null) {
      Key row = RowKeys.item(table, before);
      transaction.delete(RowKeys.expiry(table.number(), old, row));
    }
    if (now != null && after != null) {
      Key row = RowKeys.item(table, after);
      transaction.put(RowKeys.expiry(table.number(), now, row), row.toBytes());
    }
  }

  /** When an item expires, in whole seconds since 1970; null where it does not. */
  static @Nullable Long seconds(@Nullable Item item, String attribute) {
    if (item != null && item.get(attribute) instanceof AttributeValue.N(ExactNumber number)) {
      BigDecimal seconds = number.toBigDecimal();
      return seconds.signum() < 0 || seconds.compareTo(LATEST) > 0 ? null : seconds.longValue();
    }
    return null;
  }
}
