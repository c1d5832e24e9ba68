package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.expression.Condition;
import dev.skerry.origin.tables.model.expression.Placeholders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold for a write: the program's conditions and the library's. One thread. */
final class Requirement<R> {
  private @Nullable Condition<R> given;

  void and(Condition<R> condition) {
    given = given == null ? condition : given.and(condition);
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
