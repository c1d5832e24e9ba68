package dev.skerry.origin.tables.expression;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.tuple.TupleWriter;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.KeyEncoding;
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
   * The keys of the engine in which the sort key is as said, and whatever comes behind it.
   *
   * @param prefix what keys have in front of the sort key, the partition among it
   */
  public Range keys(Key prefix) {
    TupleWriter writer = TupleWriter.after(prefix);
    equal.forEach(value -> KeyEncoding.append(writer, value));
    Key begin = writer.key();
    return bound == null ? Range.prefix(begin) : bounded(begin, bound);
  }

  private static Range bounded(Key begin, KeyPredicate bound) {
    AttributeValue first = bound.arguments().getFirst();
    Key low = after(begin, first);
    return switch (bound.operator()) {
      case LT -> new Range(begin, low);
      case LE -> new Range(begin, low.afterPrefix());
      case GT -> new Range(low.afterPrefix(), begin.afterPrefix());
      case GE -> new Range(low, begin.afterPrefix());
      case BETWEEN -> {
        Key end = after(begin, bound.arguments().getLast()).afterPrefix();
        yield low.compareTo(end) > 0 ? new Range(low, low) : new Range(low, end);
      }
      case BEGINS_WITH -> Range.prefix(KeyEncoding.withPrefix(TupleWriter.after(begin), first));
      default -> Range.prefix(low);
    };
  }

  private static Key after(Key begin, AttributeValue value) {
    return KeyEncoding.append(TupleWriter.after(begin), value).key();
  }
}
