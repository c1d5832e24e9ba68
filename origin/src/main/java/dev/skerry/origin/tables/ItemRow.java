package dev.skerry.origin.tables;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.value.Item;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The value of an item's row: 1 and the item's octets, or 2, whether the feed has been told of the
 * image, and where it is.
 */
sealed interface ItemRow {
  /** Items of more octets have images of their own, so that two fit an entry of the feed. */
  int MOST_BYTES = 16 << 10;

  /**
   * An item that is wholly in its row.
   *
   * @param value the row's
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, written or read once, never compared
  record Small(byte[] value) implements ItemRow {
    static Small of(byte[] octets) {
      return new Small(ByteBuffer.allocate(1 + octets.length).put((byte) 1).put(octets).array());
    }
  }

  /**
   * An item that is elsewhere.
   *
   * @param told whether changes in the feed may refer to it
   */
  record Large(LargeImage image, boolean told) implements ItemRow {}

  /** The row with that value. */
  static ItemRow of(long table, byte[] value) {
    try {
      ByteBuffer octets = ByteBuffer.wrap(value);
      return switch (octets.get()) {
        case 1 -> new Small(value);
        case 2 -> {
          boolean told = octets.get() != 0;
          yield new Large(LargeImage.of(table, octets), told);
        }
        default -> throw corrupt(null);
      };
    } catch (BufferUnderflowException e) {
      throw corrupt(e);
    }
  }

  /** The row's value. */
  default byte[] toBytes() {
    return switch (this) {
      case Small(byte[] value) -> value;
      case Large(LargeImage image, boolean told) -> {
        byte[] reference = image.toBytes();
        yield ByteBuffer.allocate(2 + reference.length)
            .put((byte) 2)
            .put((byte) (told ? 1 : 0))
            .put(reference)
            .array();
      }
    };
  }

  /** The item; null when it is elsewhere and there no more, which no single moment shows. */
  default @Nullable Item find(Reads reads) {
    return switch (this) {
      case Small(byte[] value) -> ItemCodec.decode(value, 1);
      case Large(LargeImage image, boolean told) -> image.read(reads);
    };
  }

  /** The item, of reads as of one moment. */
  default Item item(Reads reads) {
    Item item = find(reads);
    if (item == null) {
      throw new EngineException.Corrupt("a large item lacks a chunk: " + this, null);
    }
    return item;
  }

  private static EngineException corrupt(@Nullable Exception cause) {
    return new EngineException.Corrupt("the row of an item cannot be read", cause);
  }
}
