package dev.skerry.loadtest.simulate.trace;

import java.util.List;
import java.util.regex.Pattern;

/** One line of each format that is text; numbers that are none make the line no line of it. */
final class TraceLines {
  private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

  private TraceLines() {}

  static boolean lrb(String line, TraceBuilder into) {
    String[] columns = BLANKS.split(line.strip(), 4);
    if (columns.length < 3 || !isNumber(columns[0]) || !isNumber(columns[2])) {
      return false;
    }
    if (isNumber(columns[1]) && columns[1].length() < 19) {
      into.add(Long.parseLong(columns[1]), Long.parseLong(columns[2]));
    } else {
      into.add(columns[1], Long.parseLong(columns[2]));
    }
    return true;
  }

  static boolean wikimedia(String line, TraceBuilder into) {
    List<String> columns = List.of(line.split("\t", -1));
    // The size is the last column but one: with and without the image's type.
    int size = columns.size() - 2;
    if (size < 2 || !isNumber(columns.get(0)) || !isNumber(columns.get(size))) {
      return false;
    }
    into.add(columns.get(1), Long.parseLong(columns.get(size)));
    return true;
  }

  static boolean twitter(String line, TraceBuilder into) {
    // A key may have commas in it: the columns after it are counted from the end.
    String[] columns = line.split(",", -1);
    int n = columns.length;
    if (n < 7 || !isNumber(columns[n - 5]) || !isNumber(columns[n - 4])) {
      return false;
    }
    if (columns[n - 2].startsWith("get")) {
      int begin = columns[0].length() + 1;
      int end = line.length();
      for (int i = n - 5; i < n; i++) {
        end -= columns[i].length() + 1;
      }
      into.add(
          line.substring(begin, end),
          Long.parseLong(columns[n - 5]) + Long.parseLong(columns[n - 4]));
    }
    return true;
  }

  private static boolean isNumber(String text) {
    if (text.isEmpty() || text.length() > 19) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }
}
