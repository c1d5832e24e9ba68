package dev.skerry.origin.tables;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.tables.expression.KeyAttribute;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table's definition as it is kept: an item like any other. */
final class TableDocument {
  private final Item fields;

  private TableDocument(Item fields) {
    this.fields = fields;
  }

  static byte[] encode(TableDefinition table) {
    Map<String, AttributeValue> fields = new LinkedHashMap<>();
    fields.put("number", AttributeValue.number(table.number()));
    fields.put("uuid", AttributeValue.string(table.uuid()));
    fields.put("account", AttributeValue.string(table.account()));
    fields.put("name", AttributeValue.string(table.name()));
    fields.put("created", AttributeValue.number(table.created().toEpochMilli()));
    fields.put("state", AttributeValue.string(table.state().name()));
    fields.put("until", AttributeValue.number(table.until().toEpochMilli()));
    Map<String, AttributeValue> types = new LinkedHashMap<>();
    table
        .schema()
        .attributes()
        .forEach((name, type) -> types.put(name, AttributeValue.string(type.name())));
    fields.put("attributes", new AttributeValue.M(types));
    fields.put("key", key(table.schema().key()));
    fields.put(
        "indexes",
        new AttributeValue.L(table.schema().indexes().stream().map(TableDocument::index).toList()));
    options(fields, table.options());
    TraitsDocument.put(fields, table.traits());
    return ItemCodec.encode(new Item(fields));
  }

  private static void options(Map<String, AttributeValue> fields, TableOptions options) {
    fields.put("onDemand", new AttributeValue.Bool(options.onDemand()));
    fields.put("read", AttributeValue.number(options.throughput().read()));
    fields.put("write", AttributeValue.number(options.throughput().write()));
    fields.put("protected", new AttributeValue.Bool(options.deletionProtected()));
    if (options.stream() != null) {
      fields.put("stream", AttributeValue.string(options.stream().view().name()));
      fields.put("streaming", AttributeValue.number(options.stream().opened().toEpochMilli()));
    }
    if (options.ttlAttribute() != null) {
      fields.put("ttl", AttributeValue.string(options.ttlAttribute()));
    }
    if (options.recorded()) {
      fields.put("recorded", new AttributeValue.Bool(true));
    }
    Map<String, AttributeValue> tags = new LinkedHashMap<>();
    options.tags().forEach((name, value) -> tags.put(name, AttributeValue.string(value)));
    fields.put("tags", new AttributeValue.M(tags));
  }

  private static AttributeValue index(IndexDefinition index) {
    Map<String, AttributeValue> fields = new LinkedHashMap<>();
    fields.put("number", AttributeValue.number(index.number()));
    fields.put("name", AttributeValue.string(index.name()));
    fields.put("global", new AttributeValue.Bool(index.global()));
    fields.put("key", key(index.key()));
    fields.put("projected", AttributeValue.string(index.projected().name()));
    fields.put(
        "included",
        new AttributeValue.L(index.included().stream().map(AttributeValue::string).toList()));
    fields.put("read", AttributeValue.number(index.throughput().read()));
    fields.put("write", AttributeValue.number(index.throughput().write()));
    fields.put("stage", AttributeValue.string(index.stage().name()));
    fields.put("until", AttributeValue.number(index.until().toEpochMilli()));
    TraitsDocument.put(fields, "onDemand", index.onDemand());
    TraitsDocument.put(fields, "warm", index.warm());
    return new AttributeValue.M(fields);
  }

  /** Names of attributes, those of the partition in a list of their own. */
  private static AttributeValue key(KeySchema key) {
    return new AttributeValue.L(List.of(names(key.partition()), names(key.sort())));
  }

  private static AttributeValue names(List<KeyAttribute> attributes) {
    return new AttributeValue.L(
        attributes.stream().map(attribute -> AttributeValue.string(attribute.name())).toList());
  }

  static TableDefinition decode(byte[] octets) {
    return new TableDocument(ItemCodec.decode(octets)).table();
  }

  private TableDefinition table() {
    Map<String, AttributeType> types = new LinkedHashMap<>();
    map("attributes").forEach((name, type) -> types.put(name, AttributeType.valueOf(text(type))));
    List<IndexDefinition> indexes = new ArrayList<>();
    for (AttributeValue index : list(field("indexes"))) {
      if (index instanceof AttributeValue.M(Map<String, AttributeValue> entries)) {
        indexes.add(new TableDocument(new Item(entries)).index(types));
      }
    }
    return new TableDefinition(
        number("number"),
        text(field("uuid")),
        text(field("account")),
        text(field("name")),
        Instant.ofEpochMilli(number("created")),
        new TableSchema(types, key(types), indexes),
        options(),
        TraitsDocument.traits(fields),
        TableDefinition.State.valueOf(text(field("state"))),
        Instant.ofEpochMilli(number("until")));
  }

  private TableOptions options() {
    Map<String, String> tags = new LinkedHashMap<>();
    map("tags").forEach((name, value) -> tags.put(name, text(value)));
    return new TableOptions(
        is("onDemand"),
        new Throughput(number("read"), number("write")),
        stream(),
        optional("ttl"),
        is("protected"),
        tags,
        fields.get("recorded") != null);
  }

  private @Nullable TableStream stream() {
    String view = optional("stream");
    return view == null
        ? null
        : new TableStream(
            TableStream.View.valueOf(view), Instant.ofEpochMilli(number("streaming")));
  }

  private IndexDefinition index(Map<String, AttributeType> types) {
    return new IndexDefinition(
        (int) number("number"),
        text(field("name")),
        is("global"),
        key(types),
        IndexDefinition.Projected.valueOf(text(field("projected"))),
        list(field("included")).stream().map(TableDocument::text).toList(),
        new Throughput(number("read"), number("write")),
        TraitsDocument.units(fields, "onDemand"),
        TraitsDocument.units(fields, "warm"),
        IndexDefinition.Stage.valueOf(text(field("stage"))),
        Instant.ofEpochMilli(number("until")));
  }

  private KeySchema key(Map<String, AttributeType> types) {
    List<AttributeValue> parts = list(field("key"));
    return new KeySchema(attributes(parts.get(0), types), attributes(parts.get(1), types));
  }

  private static List<KeyAttribute> attributes(
      AttributeValue names, Map<String, AttributeType> types) {
    List<KeyAttribute> attributes = new ArrayList<>();
    for (AttributeValue name : list(names)) {
      AttributeType type = types.get(text(name));
      if (type == null) {
        throw corrupt("the type of " + text(name));
      }
      attributes.add(new KeyAttribute(text(name), type));
    }
    return attributes;
  }

  private AttributeValue field(String name) {
    AttributeValue value = fields.get(name);
    if (value == null) {
      throw corrupt(name);
    }
    return value;
  }

  private @Nullable String optional(String name) {
    return fields.get(name) instanceof AttributeValue.S(String text) ? text : null;
  }

  private long number(String name) {
    if (field(name) instanceof AttributeValue.N number) {
      return number.value().toBigDecimal().longValueExact();
    }
    throw corrupt(name);
  }

  private boolean is(String name) {
    return field(name) instanceof AttributeValue.Bool(boolean value) && value;
  }

  private Map<String, AttributeValue> map(String name) {
    if (field(name) instanceof AttributeValue.M map) {
      return map.entries();
    }
    throw corrupt(name);
  }

  private static List<AttributeValue> list(AttributeValue value) {
    if (value instanceof AttributeValue.L list) {
      return list.elements();
    }
    throw corrupt("a list");
  }

  private static String text(AttributeValue value) {
    if (value instanceof AttributeValue.S(String text)) {
      return text;
    }
    throw corrupt("a text");
  }

  private static EngineException corrupt(String what) {
    return new EngineException.Corrupt("a table's definition lacks " + what, null);
  }
}
