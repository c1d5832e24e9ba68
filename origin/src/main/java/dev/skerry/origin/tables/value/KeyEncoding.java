package dev.skerry.origin.tables.value;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import java.util.Arrays;

/**
 * Key attributes as parts of the engine's keys, in the order of {@link ValueOrder}.
 *
 * <p>The type of a value is not in the key; the schema tells it. A string or binary value of n
 * octets takes n + 2 octets and one more for each zero, a number at most 23.
 */
public final class KeyEncoding {
  /** How many octets end a string or binary value. */
  private static final int END_OCTETS = 2;

  private KeyEncoding() {}

  /** Appends a string, a number or a binary value. */
  public static TupleWriter append(TupleWriter key, AttributeValue value) {
    return switch (value) {
      case AttributeValue.S(String text) -> key.string(text);
      case AttributeValue.N(ExactNumber number) -> key.number(number.toBigDecimal());
      case AttributeValue.B(Bytes bytes) -> key.bytes(bytes.octets());
      default -> throw new IllegalArgumentException("no key of type " + value.type());
    };
  }

  /**
   * Appends the octets that all string or binary values begin with which begin with this one, and
   * no others have: the bound of {@code begins_with}.
   */
  public static Key withPrefix(TupleWriter key, AttributeValue start) {
    if (start.type() == AttributeType.N) {
      throw new IllegalArgumentException("no number begins with another");
    }
    byte[] whole = append(key, start).key().octets();
    return Key.wrap(Arrays.copyOf(whole, whole.length - END_OCTETS));
  }

  /** Reads the next part as a value of that type. */
  public static AttributeValue read(TupleReader key, AttributeType type) {
    return switch (type) {
      case S -> new AttributeValue.S(key.string());
      case N -> new AttributeValue.N(ExactNumber.of(key.number()));
      case B -> new AttributeValue.B(Bytes.owning(key.bytes()));
      default -> throw new IllegalArgumentException("no key of type " + type);
    };
  }
}
