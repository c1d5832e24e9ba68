package dev.skerry.origin.tables.model.expression;

import java.util.List;

/**
 * A typed handle of a text.
 *
 * @param <R> the record that the items are
 */
public final class TextAttribute<R> extends Attribute<R, String> {
  TextAttribute(Path path) {
    super(path);
  }

  /** Holds where it begins with this. */
  public Condition<R> beginsWith(String prefix) {
    return new Conditions.Call<>("begins_with", here(), List.of(given(prefix)));
  }

  /** Holds where this is part of it. */
  public Condition<R> contains(String part) {
    return new Conditions.Call<>("contains", here(), List.of(given(part)));
  }
}
