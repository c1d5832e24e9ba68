package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import org.jspecify.annotations.Nullable;

/** What a condition compares: something that is, or is not, a value for a given item. */
public sealed interface Operand {
  /** What is at a path of the item. */
  record Path(DocumentPath path) implements Operand {
    @Override
    public @Nullable AttributeValue in(Item item) {
      return path.in(item);
    }
  }

  /** A value of the request. */
  record Literal(AttributeValue value) implements Operand {
    @Override
    public AttributeValue in(Item item) {
      return value;
    }
  }

  /**
   * How large another operand is: chars of a string as UTF-16 counts them, octets of a binary
   * value, members of a set, list or map. Nothing else has a size.
   */
  record Size(Operand of) implements Operand {
    @Override
    public @Nullable AttributeValue in(Item item) {
      return switch (of.in(item)) {
        case AttributeValue.S(String text) -> AttributeValue.number(text.length());
        case AttributeValue.B bytes -> AttributeValue.number(bytes.value().length());
        case AttributeValue.SS set -> AttributeValue.number(set.members().size());
        case AttributeValue.NS set -> AttributeValue.number(set.members().size());
        case AttributeValue.BS set -> AttributeValue.number(set.members().size());
        case AttributeValue.L list -> AttributeValue.number(list.elements().size());
        case AttributeValue.M map -> AttributeValue.number(map.entries().size());
        case null, default -> null;
      };
    }
  }

  /** The operand's value for an item, or null. */
  @Nullable AttributeValue in(Item item);

  /** The type that the operand has whatever the item, or null. */
  default @Nullable AttributeType staticType() {
    return switch (this) {
      case Path path -> null;
      case Literal literal -> literal.value().type();
      case Size size -> AttributeType.N;
    };
  }
}
