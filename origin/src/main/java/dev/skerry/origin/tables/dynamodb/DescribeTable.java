package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import tools.jackson.core.JsonGenerator;

/** {@code DescribeTable}. */
final class DescribeTable implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure("DescribeTableInput", Members.TABLE_NAME);

  private final Tables tables;

  DescribeTable(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public void answer(Fields in, JsonGenerator out) {
    TableDefinition table =
        tables
            .engine()
            .<TableDefinition, RuntimeException>read(
                snapshot -> tables.described(snapshot, in.requiredText("TableName")));
    new TableWriter(tables, out).write("Table", table);
  }
}
