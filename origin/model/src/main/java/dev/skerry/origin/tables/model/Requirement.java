package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.expression.Condition;
import dev.skerry.origin.tables.model.expression.Placeholders;
import dev.skerry.origin.tables.model.item.Component;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold for a write: the program's conditions and the library's. One thread. */
final class Requirement<R> {
  private @Nullable Condition<R> given;

  void and(Condition<R> condition) {
    given = given == null ? condition : given.and(condition);
  }

  /** That there is an item, rendered. */
  static String exists(Placeholders places, Component partition) {
    return "attribute_exists(" + places.name(partition.attribute()) + ")";
  }

  /** That an attribute is not there, or with the key's that there is no item, rendered. */
  static String absent(Placeholders places, Component component) {
    return "attribute_not_exists(" + places.name(component.attribute()) + ")";
  }

  /**
   * The condition expression; null if nothing is required.
   *
   * @param own what the library requires, rendered
   */
  @Nullable String render(Placeholders places, List<String> own) {
    List<String> all = new ArrayList<>(own);
    if (given != null) {
      all.add(given.render(places));
    }
    return all.isEmpty() ? null : String.join(" AND ", all);
  }
}
