package dev.skerry.origin.tables.model.expression;

import dev.skerry.origin.tables.model.error.ValidationFailed;
import dev.skerry.origin.tables.model.item.Codec;
import dev.skerry.origin.tables.model.item.Component;
import dev.skerry.origin.tables.model.item.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where a value is in an item, and its form.
 *
 * @param record the simple name of the record at whose item it begins
 * @param root the component of that record
 * @param steps names of attributes and keys, and positions in lists
 * @param codec the value's form
 * @param component what it is at its end; null for an element
 */
public record Path(
    String record, Component root, List<Step> steps, Codec codec, @Nullable Component component) {

  /** One step of a way. */
  public sealed interface Step {
    /** To an attribute or a key. */
    record Name(String name) implements Step {}

    /** To an element of a list, from 0. */
    record Position(int index) implements Step {}
  }

  static Path begin(Accessor<?, ?> accessor) {
    Reference.Resolved resolved = Reference.of(accessor);
    Component root = resolved.component();
    return new Path(
        resolved.document().type().getSimpleName(),
        root,
        List.of(new Step.Name(root.attribute())),
        root.codec(),
        root);
  }

  Path then(Accessor<?, ?> accessor) {
    Component next = Reference.of(accessor).component();
    return new Path(record, root, and(new Step.Name(next.attribute())), next.codec(), next);
  }

  Path then(Step step) {
    Codec element = Objects.requireNonNull(codec.element(), "a form with elements");
    return new Path(record, root, and(step), element, null);
  }

  private List<Step> and(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return List.copyOf(longer);
  }

  /** Whether it is an attribute of the item itself. */
  public boolean isTop() {
    return steps.size() == 1;
  }

  /**
   * The form of a value to compare with.
   *
   * @throws ValidationFailed if the value has none
   */
  AttributeValue encode(Codec form, Object value) {
    Trail trail = Trail.begin();
    Trail there = trail.at(toString());
    @Nullable AttributeValue kept = form.encode(value, there);
    if (kept == null && trail.findings().isEmpty()) {
      there.found("cannot be compared with an empty set");
    }
    if (kept == null) {
      throw new ValidationFailed(record, trail.findings());
    }
    return kept;
  }

  @Override
  public String toString() {
    return steps.stream()
        .map(
            step ->
                switch (step) {
                  case Step.Name(String name) -> "." + name;
                  case Step.Position(int index) -> "[" + index + "]";
                })
        .collect(Collectors.joining())
        .substring(1);
  }
}
