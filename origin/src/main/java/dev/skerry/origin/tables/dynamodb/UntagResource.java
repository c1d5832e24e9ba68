package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** {@code UntagResource}. */
final class UntagResource implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "UntagResourceInput",
          Member.of("ResourceArn", Shapes.TEXT),
          Member.of("TagKeys", new Shape.ListOf(Member.each(Shapes.TEXT))));

  private final TaggedTables tagged;

  UntagResource(Tables tables) {
    this.tagged = new TaggedTables(tables);
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public boolean needsTable() {
    return false;
  }

  @Override
  public boolean isSilent() {
    return true;
  }

  @Override
  public void answer(Fields in, JsonGenerator out) {
    String table = tagged.table(in, "TagKeys");
    if (in.texts("TagKeys").isEmpty()) {
      throw TableException.validation("Atleast one Tag Key needs to be provided as Input.");
    }
    List<String> keys = Tags.readKeys(in);
    tagged.change(in, table, before -> Tags.without(before, keys));
  }
}
