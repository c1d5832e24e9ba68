package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.item.Component;
import dev.skerry.origin.tables.model.item.Schema;
import dev.skerry.origin.tables.model.item.Stamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whether an item, which the table still has, counts as gone. */
final class Expiry {
  private Expiry() {}

  static boolean hides(Schema<?> schema, Map<String, AttributeValue> item, Instant now) {
    @Nullable Component expires = schema.stamped(Stamp.EXPIRES).orElse(null);
    if (expires == null || !expires.traits().hidesExpired()) {
      return false;
    }
    @Nullable AttributeValue end = item.get(expires.attribute());
    return end != null
        && end.n() != null
        && new BigDecimal(end.n()).compareTo(BigDecimal.valueOf(now.getEpochSecond())) <= 0;
  }
}
