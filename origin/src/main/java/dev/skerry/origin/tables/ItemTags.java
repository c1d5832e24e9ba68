package dev.skerry.origin.tables;

import dev.skerry.http.tag.KeyPart;
import dev.skerry.http.tag.TableTags;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.tables.value.AttributeValue;
import java.util.List;

/** The tags of items by the attributes of their keys ({@link TableTags}). */
public final class ItemTags {
  private ItemTags() {}

  /**
   * The tag of an item.
   *
   * @param table its table's name
   * @param key the values of its key's attributes, the partition's first; one or two
   */
  public static String item(String table, List<AttributeValue> key) {
    return switch (key.size()) {
      case 1 -> TableTags.item(table, part(key.getFirst()));
      case 2 -> TableTags.item(table, part(key.getFirst()), part(key.getLast()));
      default -> throw new EngineException.Corrupt("a key of " + key.size() + " attributes", null);
    };
  }

  /** The tag of whatever items a partition has, of a table with sort keys. */
  public static String partition(String table, AttributeValue partition) {
    return TableTags.partition(table, part(partition));
  }

  private static KeyPart part(AttributeValue value) {
    return switch (value) {
      case AttributeValue.S(String text) -> KeyPart.text(text);
      case AttributeValue.N(var number) -> KeyPart.number(number.toString());
      case AttributeValue.B(var octets) -> KeyPart.octets(octets.toArray());
      default -> throw new EngineException.Corrupt("a key of the type " + value.type(), null);
    };
  }
}
