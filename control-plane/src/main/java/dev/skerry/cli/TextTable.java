package dev.skerry.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns that are as wide as what is in them. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table without rows; a head that begins with a blank has its column to the right. */
  TextTable(String... heads) {
    this.heads = List.of(heads);
  }

  /** Adds a row, a cell for each head. */
  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** Prints heads and rows; without rows nothing. */
  void print(PrintWriter out) {
    if (rows.isEmpty()) {
      return;
    }
    int[] widths = new int[heads.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = heads.get(column).strip().length();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    print(heads.stream().map(String::strip).toList(), widths, out);
    rows.forEach(row -> print(row, widths, out));
  }

  private void print(List<String> cells, int[] widths, PrintWriter out) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String fill = " ".repeat(widths[column] - cell.length());
      boolean right = heads.get(column).startsWith(" ");
      line.append(right ? fill + cell : cell + fill).append(GAP);
    }
    out.println(line.toString().stripTrailing());
  }
}
