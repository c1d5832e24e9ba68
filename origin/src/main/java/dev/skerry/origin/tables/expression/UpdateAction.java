package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import org.jspecify.annotations.Nullable;

/** One change of an item, at a path. */
public sealed interface UpdateAction {
  /** Where the change is. */
  DocumentPath path();

  /** Puts a value in place of any. */
  record Set(DocumentPath path, SetValue value) implements UpdateAction {}

  /** Takes away what is there. */
  record Remove(DocumentPath path) implements UpdateAction {}

  /** Adds a number to a number, or members to a set; to nothing as to zero or an empty set. */
  record Add(DocumentPath path, AttributeValue value) implements UpdateAction {}

  /** Takes members out of a set, and the set away with its last member. */
  record Delete(DocumentPath path, AttributeValue value) implements UpdateAction {}

  /** The type that the path's value has after the change whatever the item, or null. */
  default @Nullable AttributeType staticType() {
    return switch (this) {
      case Set set -> set.value.staticType();
      case Remove remove -> null;
      case Add add -> add.value.type();
      case Delete delete -> delete.value.type();
    };
  }

  /** Whether the change gives the item something, so that an item is made where there is none. */
  default boolean gives() {
    return this instanceof Set || this instanceof Add;
  }
}
