package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.ExactNumber;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes sets of what is written in double angle brackets: all texts or all numbers, none twice. */
final class Bags {
  private Bags() {}

  /**
   * The set of members.
   *
   * @param written how they were written, for texts about them
   * @throws TableException of validation, when they can be no set
   */
  static AttributeValue set(List<AttributeValue> members, List<String> written) {
    if (members.isEmpty()) {
      throw TableException.validation("Empty bags are not supported");
    }
    Set<String> texts = new LinkedHashSet<>();
    Set<ExactNumber> numbers = new LinkedHashSet<>();
    boolean twice = false;
    for (AttributeValue member : members) {
      twice |=
          switch (member) {
            case AttributeValue.S(String text) -> !texts.add(text);
            case AttributeValue.N(ExactNumber number) -> !numbers.add(number);
            default -> throw unsupported();
          };
    }
    if (!texts.isEmpty() && !numbers.isEmpty()) {
      throw unsupported();
    }
    if (twice) {
      throw TableException.validation(
          "One or more parameter values were invalid: Input collection ["
              + String.join(", ", written)
              + "] contains duplicates"
              + (texts.isEmpty() ? "! under root" : "."));
    }
    return texts.isEmpty() ? new AttributeValue.NS(numbers) : new AttributeValue.SS(texts);
  }

  static TableException unsupported() {
    return TableException.validation(
        "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags");
  }
}
