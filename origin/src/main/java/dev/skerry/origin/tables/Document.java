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

/** The value of a row as named members, an item like any other. Used by one thread. */
final class Document {
  private final String what;
  private final Map<String, AttributeValue> fields;

  private Document(String what, Map<String, AttributeValue> fields) {
    this.what = what;
    this.fields = fields;
  }

  /**
   * One without members.
   *
   * @param what it is, as errors say it
   */
  static Document begin(String what) {
    return new Document(what, new LinkedHashMap<>());
  }

  /** One that was kept. */
  static Document of(String what, byte[] kept) {
    return new Document(what, ItemCodec.decode(kept).attributes());
  }

  byte[] toBytes() {
    return ItemCodec.encode(new Item(fields));
  }

  /** Puts a text, if it is there. */
  Document text(String name, @Nullable String text) {
    if (text != null) {
      fields.put(name, AttributeValue.string(text));
    }
    return this;
  }

  Document number(String name, long number) {
    fields.put(name, AttributeValue.number(number));
    return this;
  }

  /** Puts a moment, if it is there. */
  Document moment(String name, @Nullable Instant moment) {
    return moment == null ? this : number(name, moment.toEpochMilli());
  }

  Document octets(String name, byte[] octets) {
    fields.put(name, new AttributeValue.B(Bytes.copyOf(octets)));
    return this;
  }

  @Nullable String text(String name) {
    return fields.get(name) instanceof AttributeValue.S(String text) ? text : null;
  }

  String requiredText(String name) {
    String text = text(name);
    if (text == null) {
      throw lacking(name);
    }
    return text;
  }

  long number(String name) {
    if (fields.get(name) instanceof AttributeValue.N(ExactNumber number)) {
      try {
        return number.toBigDecimal().longValueExact();
      } catch (ArithmeticException e) {
        throw new EngineException.Corrupt(name + " of " + what + " is " + number, e);
      }
    }
    throw lacking(name);
  }

  @Nullable Instant moment(String name) {
    return fields.containsKey(name) ? Instant.ofEpochMilli(number(name)) : null;
  }

  Instant requiredMoment(String name) {
    return Instant.ofEpochMilli(number(name));
  }

  byte[] octets(String name) {
    if (fields.get(name) instanceof AttributeValue.B(Bytes octets)) {
      return octets.toArray();
    }
    throw lacking(name);
  }

  Key key(String name) {
    return Key.wrap(octets(name));
  }

  private EngineException lacking(String name) {
    return new EngineException.Corrupt(what + " lacks " + name, null);
  }
}
