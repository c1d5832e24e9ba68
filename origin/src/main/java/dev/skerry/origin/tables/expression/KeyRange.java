package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Bytes;
import dev.skerry.origin.tables.value.KeyEncoding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a query wants.
 *
 * @param partition the values of all partition key attributes
 * @param equal the values of the first sort key attributes, of which there may be none
 * @param bound what is said of the sort key attribute behind these, or null
 */
public record KeyRange(
    List<AttributeValue> partition, List<AttributeValue> equal, @Nullable KeyPredicate bound) {

  public KeyRange {
    partition = List.copyOf(partition);
    equal = List.copyOf(equal);
  }

  /**
   * Octets that encoded keys lie between.
   *
   * @param from the least, inclusive
   * @param to the end, exclusive; empty for no end
   */
  public record Octets(Bytes from, Bytes to) {
    private Octets(byte[] from, byte[] to) {
      this(Bytes.copyOf(from), Bytes.copyOf(to));
    }
  }

  /**
   * Where the sort keys lie, and whatever is encoded behind them, as {@link KeyEncoding} encodes
   * them; what is in front of the sort key is not part of it. With nothing said of the sort key
   * both are empty, and there is no end.
   */
  public Octets sortOctets() {
    byte[] prefix = KeyEncoding.encode(equal);
    if (bound == null) {
      return new Octets(prefix, KeyEncoding.behind(prefix));
    }
    AttributeValue first = bound.arguments().getFirst();
    byte[] least = encoded(first);
    return switch (bound.operator()) {
      case LT -> new Octets(prefix, least);
      case LE -> new Octets(prefix, KeyEncoding.behind(least));
      case GT -> new Octets(KeyEncoding.behind(least), KeyEncoding.behind(prefix));
      case GE -> new Octets(least, KeyEncoding.behind(prefix));
      case BETWEEN -> new Octets(least, KeyEncoding.behind(encoded(bound.arguments().getLast())));
      case BEGINS_WITH -> {
        byte[] start = KeyEncoding.append(prefix, KeyEncoding.prefix(first));
        yield new Octets(start, KeyEncoding.behind(start));
      }
      default -> new Octets(least, KeyEncoding.behind(least));
    };
  }

  private byte[] encoded(AttributeValue last) {
    List<AttributeValue> values = new ArrayList<>(equal);
    values.add(last);
    return KeyEncoding.encode(values);
  }
}
