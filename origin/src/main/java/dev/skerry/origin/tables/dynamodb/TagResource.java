package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** {@code TagResource}. */
final class TagResource implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "TagResourceInput", Member.of("ResourceArn", Shapes.TEXT), TableShapes.TAGS);

  private final TaggedTables tagged;

  TagResource(Tables tables) {
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
    String table = tagged.table(in, "Tags");
    if (in.list("Tags").isEmpty()) {
      throw TableException.validation("Atleast one Tag needs to be provided as Input.");
    }
    Map<String, String> tags = Tags.read(in);
    tagged.change(in, table, before -> Tags.joined(before, tags));
  }
}
