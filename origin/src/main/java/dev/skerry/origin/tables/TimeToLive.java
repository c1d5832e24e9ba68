package dev.skerry.origin.tables;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Bytes;
import dev.skerry.origin.tables.value.ExactNumber;
import dev.skerry.origin.tables.value.Item;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how the items of a table expire, since it was changed last.
 *
 * @param number of the table
 * @param account whose the table is
 * @param tableName of the table
 * @param attribute that tells when an item expires
 * @param enabled whether they expire
 * @param changed when that was said
 * @param indexed up to which row the items that were there before are in the order of expiry; null
 *     when all are
 */
record TimeToLive(
    long number,
    String account,
    String tableName,
    String attribute,
    boolean enabled,
    Instant changed,
    @Nullable Key indexed) {
  TimeToLive indexedUpTo(@Nullable Key row) {
    return new TimeToLive(number, account, tableName, attribute, enabled, changed, row);
  }

  byte[] toBytes() {
    Map<String, AttributeValue> fields = new LinkedHashMap<>();
    fields.put("number", AttributeValue.number(number));
    fields.put("account", AttributeValue.string(account));
    fields.put("table", AttributeValue.string(tableName));
    fields.put("attribute", AttributeValue.string(attribute));
    fields.put("enabled", new AttributeValue.Bool(enabled));
    fields.put("changed", AttributeValue.number(changed.toEpochMilli()));
    if (indexed != null) {
      fields.put("indexed", new AttributeValue.B(Bytes.copyOf(indexed.octets())));
    }
    return ItemCodec.encode(new Item(fields));
  }

  static TimeToLive of(byte[] octets) {
    Item fields = ItemCodec.decode(octets);
    if (fields.get("number") instanceof AttributeValue.N(ExactNumber number)
        && fields.get("account") instanceof AttributeValue.S(String account)
        && fields.get("table") instanceof AttributeValue.S(String table)
        && fields.get("attribute") instanceof AttributeValue.S(String attribute)
        && fields.get("enabled") instanceof AttributeValue.Bool(boolean enabled)
        && fields.get("changed") instanceof AttributeValue.N(ExactNumber changed)) {
      return new TimeToLive(
          number.toBigDecimal().longValueExact(),
          account,
          table,
          attribute,
          enabled,
          Instant.ofEpochMilli(changed.toBigDecimal().longValueExact()),
          fields.get("indexed") instanceof AttributeValue.B(Bytes row)
              ? Key.wrap(row.toArray())
              : null);
    }
    throw new EngineException.Corrupt("how items of a table expire cannot be read", null);
  }
}
