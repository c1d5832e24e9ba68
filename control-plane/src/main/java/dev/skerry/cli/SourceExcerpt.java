package dev.skerry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of an author's source with those around it.
 *
 * @param file where it is here
 * @param first the number of the first of the lines, from 1
 * @param line the number of the line that it is about
 * @param column in that line, from 1; 0 if it is about no column
 */
record SourceExcerpt(Path file, List<String> lines, int first, int line, int column) {
  private static final int AROUND = 4;
  private static final long BYTES_MAX = 4 << 20;
  private static final int FOLDERS_MAX = 12;

  /** Characters of a line. */
  private static final int SHOWN_MAX = 240;

  /** The sign of NUL; those of the other control characters follow. */
  private static final char FIRST_SIGN = '\u2400';

  private static final Pattern PLACE = Pattern.compile("([^\\s:/]+):(\\d+)(?::(\\d+))?(?=:|$)");

  /**
   * The lines around the last place in a text, {@code file:line} or {@code file:line:column}; null
   * where it has none that can be shown.
   *
   * @param files that may be shown, by their names
   * @param folder below whose {@code src} others may be, of which a compiler made one of them
   */
  static @Nullable SourceExcerpt of(String text, Collection<Path> files, Path folder) {
    SourceExcerpt found = null;
    for (Matcher place = PLACE.matcher(text); place.find(); ) {
      String column = place.group(3);
      Path file = file(place.group(1), files, folder);
      SourceExcerpt here =
          file == null
              ? null
              : read(file, number(place.group(2)), column == null ? 0 : number(column));
      found = here == null ? found : here;
    }
    return found;
  }

  private static int number(String digits) {
    return digits.length() > 9 ? 0 : Integer.parseInt(digits);
  }

  private static @Nullable Path file(String name, Collection<Path> files, Path folder) {
    for (Path each : files) {
      if (each.endsWith(name)) {
        return each;
      }
    }
    Path sources = folder.resolve("src");
    if (!Files.isDirectory(sources)) {
      return null;
    }
    try (Stream<Path> below =
        Files.find(sources, FOLDERS_MAX, (path, facts) -> facts.isRegularFile())) {
      return below.filter(path -> path.endsWith(name)).findFirst().orElse(null);
    } catch (IOException _) {
      return null; // the place is told without its lines
    }
  }

  private static @Nullable SourceExcerpt read(Path file, int line, int column) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        return null;
      }
      List<String> all = Files.readAllLines(file);
      if (line < 1 || line > all.size()) {
        return null;
      }
      int first = Math.max(1, line - AROUND);
      int last = Math.min(all.size(), line + AROUND);
      return new SourceExcerpt(
          file, List.copyOf(all.subList(first - 1, last)), first, line, column);
    } catch (IOException _) {
      return null; // no text, as a module
    }
  }

  /**
   * One of the lines as it is shown: of a long one, as in a file that a program made, what is
   * around the column.
   *
   * @param i from 0, within the excerpt
   */
  String shown(int i) {
    String text = lines.get(i);
    int from = Math.min(leftOut(i), text.length());
    int to = Math.min(text.length(), from + SHOWN_MAX);
    return (from > 0 ? "…" : "")
        + visible(text.substring(from, to))
        + (to < text.length() ? "…" : "");
  }

  /** How many characters are left out at the beginning of a line. */
  private int leftOut(int i) {
    return first + i == line && column > SHOWN_MAX ? column - SHOWN_MAX / 2 : 0;
  }

  /** How many characters stand before the column in the line as it is shown. */
  int caret() {
    int out = leftOut(line - first);
    return column - 1 - out + (out > 0 ? 1 : 0);
  }

  /** A text with a sign in the place of each control character but those of lines and tabs. */
  static String visible(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.chars().forEach(c -> shown.append(visible((char) c)));
    return shown.toString();
  }

  private static char visible(char c) {
    if (c == '\n' || c == '\t' || !Character.isISOControl(c)) {
      return c;
    }
    return c < ' ' ? (char) (FIRST_SIGN + c) : '\ufffd';
  }

  /** The place as editors take it. */
  String place() {
    return file + ":" + line + (column > 0 ? ":" + column : "");
  }
}
