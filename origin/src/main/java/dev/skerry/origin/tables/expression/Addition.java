package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.ExactNumber;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code ADD} and {@code DELETE} make of a value and another of its type. */
final class Addition {
  private Addition() {}

  /** The sum of numbers, the union of sets, one list behind the other. */
  static AttributeValue plus(AttributeValue existing, AttributeValue added) {
    return switch (existing) {
      case AttributeValue.N(ExactNumber number) when added instanceof AttributeValue.N more ->
          new AttributeValue.N(number.plus(more.value()));
      case AttributeValue.SS set when added instanceof AttributeValue.SS more ->
          new AttributeValue.SS(union(set.members(), more.members()));
      case AttributeValue.NS set when added instanceof AttributeValue.NS more ->
          new AttributeValue.NS(union(set.members(), more.members()));
      case AttributeValue.BS set when added instanceof AttributeValue.BS more ->
          new AttributeValue.BS(union(set.members(), more.members()));
      case AttributeValue.L list when added instanceof AttributeValue.L more -> {
        List<AttributeValue> elements = new ArrayList<>(list.elements());
        elements.addAll(more.elements());
        yield new AttributeValue.L(elements);
      }
      default -> throw SetValue.wrongType();
    };
  }

  /** The members of a set that another does not have; null where none is left. */
  static @Nullable AttributeValue minus(AttributeValue existing, AttributeValue removed) {
    return switch (existing) {
      case AttributeValue.SS set when removed instanceof AttributeValue.SS less -> {
        Set<String> left = difference(set.members(), less.members());
        yield left.isEmpty() ? null : new AttributeValue.SS(left);
      }
      case AttributeValue.NS set when removed instanceof AttributeValue.NS less -> {
        Set<ExactNumber> left = difference(set.members(), less.members());
        yield left.isEmpty() ? null : new AttributeValue.NS(left);
      }
      case AttributeValue.BS set when removed instanceof AttributeValue.BS less -> {
        var left = difference(set.members(), less.members());
        yield left.isEmpty() ? null : new AttributeValue.BS(left);
      }
      default -> throw SetValue.wrongType();
    };
  }

  private static <T> Set<T> union(Set<T> one, Set<T> other) {
    Set<T> union = new LinkedHashSet<>(one);
    union.addAll(other);
    return union;
  }

  private static <T> Set<T> difference(Set<T> one, Set<T> other) {
    Set<T> difference = new LinkedHashSet<>(one);
    other.forEach(difference::remove);
    return difference;
  }
}
