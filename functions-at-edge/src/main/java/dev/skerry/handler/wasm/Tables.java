package dev.skerry.handler.wasm;

import run.endive.wasm.types.Table;
import run.endive.wasm.types.TableLimits;

/**
 * Tables of one instance: with limits of their own, as the runtime counts their growth in them, and
 * those of the module are every instance's.
 */
final class Tables {
  private Tables() {}

  static MarkedTable create(Table table, int initial) {
    TableLimits written = table.limits();
    long most = Math.max(written.min(), Math.min(written.max(), ModuleBounds.MOST_TABLE_ENTRIES));
    TableLimits limits = new TableLimits(written.min(), most);
    return new MarkedTable(new Table(table.elementType(), limits, table.initialize()), initial);
  }
}
