package dev.skerry.origin.tables.value;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes an item counts for toward the 1 MB at which a page of a query or scan ends.
 *
 * <p>It is not the size that capacity is reckoned by: names count for one byte each, values have a
 * length in front, and the item has a head per 3 KB that repeats its sort key. The service does not
 * document it; the figures are those that its pages show.
 */
public final class PageSize {
  /** The sum at which a page ends, in bytes. */
  public static final int MAX_BYTES = 1024 * 1024;

  private static final int HEAD_BYTES = 2;
  private static final int CHUNK_BYTES = 3072;
  private static final int CHUNK_HEAD_BYTES = 18;
  private static final int CONTAINER_BYTES = 3;

  private PageSize() {}

  /**
   * What an item counts for, in bytes.
   *
   * @param sortKey the name of the table's sort key, null where it has none
   */
  public static long of(Item item, @Nullable String sortKey) {
    long size = 0;
    long sortKeySize = 0;
    for (Map.Entry<String, AttributeValue> entry : item.attributes().entrySet()) {
      if (entry.getKey().equals(sortKey)) {
        sortKeySize = ItemSize.of(entry.getValue());
      } else {
        size += 1 + stored(entry.getValue());
      }
    }
    return HEAD_BYTES + size + (1 + (1 + size) / CHUNK_BYTES) * (CHUNK_HEAD_BYTES + sortKeySize);
  }

  private static long stored(AttributeValue value) {
    return switch (value) {
      case AttributeValue.S text -> {
        long size = ItemSize.of(text);
        yield size + (size < 128 ? 1 : size < 16_384 ? 2 : 3);
      }
      case AttributeValue.N number -> ItemSize.of(number) + 1;
      case AttributeValue.B bytes -> ItemSize.of(bytes) + 1;
      case AttributeValue.Bool bool -> 1;
      case AttributeValue.Null nothing -> 0;
      case AttributeValue.SS set -> ItemSize.of(set) + set.members().size() + 1;
      case AttributeValue.NS set -> ItemSize.of(set) + set.members().size() + 1;
      case AttributeValue.BS set -> ItemSize.of(set) + set.members().size() + 1;
      case AttributeValue.L list ->
          list.elements().stream().mapToLong(element -> 1 + stored(element)).sum()
              + CONTAINER_BYTES;
      case AttributeValue.M map ->
          map.entries().values().stream().mapToLong(entry -> 2 + stored(entry)).sum()
              + CONTAINER_BYTES;
    };
  }
}
