package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Tables;
import tools.jackson.core.JsonGenerator;

/** {@code ListTagsOfResource}: all at once, for there are few. */
final class ListTagsOfResource implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "ListTagsOfResourceInput",
          Member.of("ResourceArn", Shapes.TEXT),
          Member.of("NextToken", Shapes.TEXT));

  private final TaggedTables tagged;

  ListTagsOfResource(Tables tables) {
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
  public void answer(Fields in, JsonGenerator out) {
    String table = tagged.table(in, null);
    out.writeArrayPropertyStart("Tags");
    tagged
        .of(in, table)
        .forEach(
            (key, value) -> {
              out.writeStartObject();
              out.writeStringProperty("Key", key);
              out.writeStringProperty("Value", value);
              out.writeEndObject();
            });
    out.writeEndArray();
  }
}
