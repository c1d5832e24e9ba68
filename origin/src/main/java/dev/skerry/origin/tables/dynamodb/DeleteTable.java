package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Tables;
import tools.jackson.core.JsonGenerator;

/** {@code DeleteTable}. */
final class DeleteTable implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure("DeleteTableInput", Members.TABLE_NAME);

  private final Tables tables;

  DeleteTable(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public void answer(Fields in, JsonGenerator out) {
    new TableWriter(tables, out)
        .writeChanged("TableDescription", tables.delete(in.requiredText("TableName")));
  }
}
