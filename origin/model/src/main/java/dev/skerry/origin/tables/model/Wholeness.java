package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.Finding;
import dev.skerry.origin.tables.model.error.ValidationFailed;
import dev.skerry.origin.tables.model.item.Index;
import dev.skerry.origin.tables.model.schema.Projection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records come whole or not at all: an index that has parts of items gives rows, no records. */
final class Wholeness {
  private Wholeness() {}

  static <R extends Record> void check(Where<R> where, @Nullable Index index, Search.Want<R> want) {
    if (index != null
        && index.projection() != Projection.ALL
        && want instanceof Search.Want.Whole<R>) {
      throw new ValidationFailed(
          where.schema().document().type().getSimpleName(),
          List.of(
              new Finding(
                  "",
                  "the index "
                      + index.name()
                      + " has "
                      + index.projection()
                      + " of its items: ask for attributes with only()")));
    }
  }
}
