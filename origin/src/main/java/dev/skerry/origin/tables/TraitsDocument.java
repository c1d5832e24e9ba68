package dev.skerry.origin.tables;

import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.ExactNumber;
import dev.skerry.origin.tables.value.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of a table as fields of its document; what is not said is left out. */
final class TraitsDocument {
  private TraitsDocument() {}

  static void put(Map<String, AttributeValue> fields, TableTraits traits) {
    put(fields, "byRequestSince", traits.byRequestSince());
    put(fields, "classSince", traits.tableClassSince());
    if (traits.tableClass() != null) {
      fields.put("class", AttributeValue.string(traits.tableClass()));
    }
    put(fields, "mostUnits", traits.onDemand());
    put(fields, "warmUnits", traits.warm());
    ThroughputHistory history = traits.history();
    if (history != null) {
      RequestUnits earlier = new RequestUnits(history.earlier().read(), history.earlier().write());
      put(fields, "earlierUnits", earlier);
      put(fields, "increased", history.increased());
      put(fields, "decreased", history.decreased());
      fields.put("decreases", AttributeValue.number(history.decreases()));
    }
  }

  static TableTraits traits(Item fields) {
    return new TableTraits(
        moment(fields, "byRequestSince"),
        fields.get("class") instanceof AttributeValue.S(String text) ? text : null,
        moment(fields, "classSince"),
        units(fields, "mostUnits"),
        units(fields, "warmUnits"),
        history(fields));
  }

  private static @Nullable ThroughputHistory history(Item fields) {
    RequestUnits earlier = units(fields, "earlierUnits");
    return earlier == null
        ? null
        : new ThroughputHistory(
            new Throughput(earlier.read(), earlier.write()),
            moment(fields, "increased"),
            moment(fields, "decreased"),
            fields.get("decreases") instanceof AttributeValue.N(ExactNumber number)
                ? number.toBigDecimal().intValueExact()
                : 0);
  }

  static void put(Map<String, AttributeValue> fields, String name, @Nullable RequestUnits units) {
    if (units != null) {
      fields.put(
          name,
          new AttributeValue.L(
              List.of(AttributeValue.number(units.read()), AttributeValue.number(units.write()))));
    }
  }

  static @Nullable RequestUnits units(Item fields, String name) {
    return fields.get(name) instanceof AttributeValue.L(List<AttributeValue> both)
            && both.get(0) instanceof AttributeValue.N(ExactNumber read)
            && both.get(1) instanceof AttributeValue.N(ExactNumber write)
        ? new RequestUnits(
            read.toBigDecimal().longValueExact(), write.toBigDecimal().longValueExact())
        : null;
  }

  private static void put(
      Map<String, AttributeValue> fields, String name, @Nullable Instant moment) {
    if (moment != null) {
      fields.put(name, AttributeValue.number(moment.toEpochMilli()));
    }
  }

  private static @Nullable Instant moment(Item fields, String name) {
    return fields.get(name) instanceof AttributeValue.N(ExactNumber number)
        ? Instant.ofEpochMilli(number.toBigDecimal().longValueExact())
        : null;
  }
}
