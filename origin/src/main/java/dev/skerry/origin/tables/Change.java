package dev.skerry.origin.tables;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Bytes;
import dev.skerry.origin.tables.value.ExactNumber;
import dev.skerry.origin.tables.value.Item;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of an item, as followers of the feed are told of it.
 *
 * @param table the number of the table, which no other table has had or will have
 * @param name of the table
 * @param key the attributes of the item's key
 * @param before the item as it was, as far as the topic tells it
 * @param after the item as it is, as far as the topic tells it
 */
public record Change(
    long table, String name, Kind kind, Author author, Item key, Image before, Image after) {
  /** What happened to the item. */
  public enum Kind {
    INSERT,
    MODIFY,
    REMOVE
  }

  /** Who changed it. */
  public enum Author {
    /** Whoever called an operation. */
    CALLER,
    /** The service, for the item had expired. */
    EXPIRY
  }

  /** The item before or after a change. */
  public sealed interface Image {
    /** Whether the topic tells of an item. */
    default boolean isTold() {
      return true;
    }

    /** The item, or null where there was none, the topic does not tell it, or it is forgotten. */
    @Nullable Item read(Reads reads);
  }

  /** No image: there was no item, or the topic does not tell it. */
  record None() implements Image {
    static final None NONE = new None();

    @Override
    public boolean isTold() {
      return false;
    }

    @Override
    public @Nullable Item read(Reads reads) {
      return null;
    }
  }

  /** An image that is in the change. */
  record Inline(Item item) implements Image {
    @Override
    public Item read(Reads reads) {
      return item;
    }
  }

  /** An image that is kept for the change. */
  record Referred(LargeImage image) implements Image {
    @Override
    public @Nullable Item read(Reads reads) {
      return image.read(reads);
    }
  }

  /** The same without images. */
  Change ofKey() {
    return new Change(table, name, kind, author, key, None.NONE, None.NONE);
  }

  /** The same with the images that a stream shows. */
  Change shownBy(TableStream.View view) {
    return new Change(
        table,
        name,
        kind,
        author,
        key,
        view.showsBefore() ? before : None.NONE,
        view.showsAfter() ? after : None.NONE);
  }

  byte[] toBytes() {
    Map<String, AttributeValue> fields = new LinkedHashMap<>();
    fields.put("t", AttributeValue.number(table));
    fields.put("n", AttributeValue.string(name));
    fields.put("w", AttributeValue.string(kind.name().substring(0, 1)));
    if (author == Author.EXPIRY) {
      fields.put("x", new AttributeValue.Bool(true));
    }
    fields.put("k", new AttributeValue.M(key.attributes()));
    put(fields, "b", before);
    put(fields, "a", after);
    return ItemCodec.encode(new Item(fields));
  }

  static void put(Map<String, AttributeValue> fields, String name, Image image) {
    switch (image) {
      case None none -> {}
      case Inline(Item item) -> fields.put(name, new AttributeValue.M(item.attributes()));
      case Referred(LargeImage large) ->
          fields.put(name, new AttributeValue.B(Bytes.copyOf(large.toBytes())));
    }
  }

  /** The change of an entry of a topic of tables. */
  public static Change of(byte[] entry) {
    return of(ItemCodec.decode(entry));
  }

  static Change of(Item fields) {
    if (fields.get("t") instanceof AttributeValue.N(ExactNumber number)
        && fields.get("n") instanceof AttributeValue.S(String name)
        && fields.get("w") instanceof AttributeValue.S(String kind)
        && fields.get("k") instanceof AttributeValue.M(Map<String, AttributeValue> key)) {
      long table = number.toBigDecimal().longValueExact();
      return new Change(
          table,
          name,
          kind(kind),
          fields.get("x") == null ? Author.CALLER : Author.EXPIRY,
          new Item(key),
          image(table, fields.get("b")),
          image(table, fields.get("a")));
    }
    throw new EngineException.Corrupt("an entry of the feed is no change", null);
  }

  private static Kind kind(String letter) {
    return switch (letter) {
      case "I" -> Kind.INSERT;
      case "M" -> Kind.MODIFY;
      case "R" -> Kind.REMOVE;
      default -> throw new EngineException.Corrupt("no kind of change is " + letter, null);
    };
  }

  static Image image(long table, @Nullable AttributeValue value) {
    return switch (value) {
      case AttributeValue.M(Map<String, AttributeValue> item) -> new Inline(new Item(item));
      case AttributeValue.B(Bytes octets) ->
          new Referred(LargeImage.of(table, ByteBuffer.wrap(octets.toArray())));
      case null, default -> None.NONE;
    };
  }
}
