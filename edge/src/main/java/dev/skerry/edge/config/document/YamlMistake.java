package dev.skerry.edge.config.document;

import dev.skerry.edge.config.document.TreeReader.Unreadable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What is wrong with a text that is no YAML, for people who write configurations and know none of
 * the words of its grammar. Made of the place where the parser stopped and of what stands there;
 * the parser's own sentence only says which case it is.
 */
final class YamlMistake {
  private static final int FOUND_MAX = 30;
  private static final String INDENTATION = "the same indentation as the lines that it belongs to";
  private static final Pattern ESCAPE = Pattern.compile("unknown escape character (\\S+)\\(");
  private static final Pattern SECOND_KEY = Pattern.compile(".*\\S:\\s+\\S.*");

  private final List<String> lines;
  private final Mark at;

  /** Where what could not be read to its end began; where that is not known, the place itself. */
  private final Mark begun;

  private final String context;
  private final String said;

  private YamlMistake(String text, MarkedYamlEngineException e) {
    lines = text.lines().toList();
    at = e.getProblemMark().map(YamlMistake::mark).orElse(Mark.START);
    begun = e.getContextMark().map(YamlMistake::mark).orElse(at);
    context = String.valueOf(e.getContext());
    said = String.valueOf(e.getProblem());
  }

  /** Why that text cannot be read. */
  static Unreadable of(String text, YamlEngineException e) {
    return switch (e) {
      case MarkedYamlEngineException marked -> new YamlMistake(text, marked).told();
      case ReaderException reader ->
          notYaml(
              at(text, reader.getPosition()),
              "holds the character U+%04X".formatted(reader.getCodePoint()),
              "characters that can be seen, and line ends");
      default -> notYaml(Mark.START, String.valueOf(e.getMessage()), "YAML 1.2");
    };
  }

  private Unreadable told() {
    if (said.startsWith("mapping values are not allowed")) {
      return key();
    }
    if (said.contains("<block end>")) {
      return afterValue();
    }
    if (said.contains("TAB")) {
      return notYaml(at, "a tab stands in the indentation", "spaces");
    }
    if (said.startsWith("found character")) {
      return unquoted(at);
    }
    if (context.endsWith("scanning an alias") || context.endsWith("scanning an anchor")) {
      return unquoted(begun);
    }
    if (context.contains("parsing a flow")) {
      return unclosed();
    }
    return context.contains("quoted scalar") ? quoted() : elsewhere();
  }

  /** A colon where none can be. */
  private Unreadable key() {
    String before = line(at).substring(0, Math.min(at.column() - 1, line(at).length()));
    return SECOND_KEY.matcher(before).matches()
        ? notYaml(at, "a second ':' stands in this line", "quotes around a value that holds ': '")
        : notYaml(
            at,
            "a key cannot stand here: the line before it is no mapping, or another indentation",
            "':' after each key, and " + INDENTATION);
  }

  /** Something behind a mapping or list that is none of it. */
  private Unreadable afterValue() {
    boolean first = line(at).substring(0, Math.min(at.column() - 1, line(at).length())).isBlank();
    if (!first) {
      return notYaml(
          at,
          "something follows the value: " + found(at),
          "the end of the line, or quotes around all of it");
    }
    if (at.column() != begun.column()) {
      return notYaml(at, "is indented as no line above that it could belong to", INDENTATION);
    }
    return found(at).startsWith("'-")
        ? notYaml(at, "an item of a list stands among keys", "KEY: VALUE, or another indentation")
        : notYaml(at, "a key stands among the items of a list", "'- ', or another indentation");
  }

  private Unreadable unquoted(Mark mark) {
    String found = found(mark);
    return notYaml(
        mark, "a value begins with " + found.substring(1, 2), "quotes around it, as \"…\"");
  }

  /** A list or mapping in brackets. */
  private Unreadable unclosed() {
    boolean list = context.endsWith("sequence");
    return notYaml(
        at,
        "found %s within the %s that begins in line %d with %s"
            .formatted(found(at), list ? "list" : "mapping", begun.line(), list ? "'['" : "'{'"),
        list ? "',' or ']'" : "',' or '}'");
  }

  private Unreadable quoted() {
    if (said.contains("end of stream") || said.contains("document separator")) {
      return notYaml(
          begun, "the quotes that open here are not closed", "quotes at the value's end");
    }
    Matcher escape = ESCAPE.matcher(said);
    return escape.find()
        ? notYaml(at, "there is no escape \\" + escape.group(1), "\\\\ for one backslash")
        : notYaml(at, "an escape is not complete: " + found(at), "its hexadecimal digits");
  }

  private Unreadable elsewhere() {
    return notYaml(at, "cannot go on with " + found(at), "a value, or the end of the line");
  }

  /** The beginning of what stands there, in single quotes. */
  private String found(Mark mark) {
    String line = line(mark);
    String rest = line.substring(Math.min(mark.column() - 1, line.length())).strip();
    if (rest.isEmpty()) {
      return mark.line() > lines.size() ? "the end of the file" : "the end of the line";
    }
    return rest.codePointCount(0, rest.length()) <= FOUND_MAX
        ? "'" + rest + "'"
        : "'" + rest.substring(0, rest.offsetByCodePoints(0, FOUND_MAX)) + "…'";
  }

  private String line(Mark mark) {
    return mark.line() > lines.size() ? "" : lines.get(mark.line() - 1);
  }

  private static Unreadable notYaml(Mark mark, String what, String expected) {
    return new Unreadable(mark, "is not YAML: " + what, expected);
  }

  private static Mark mark(org.snakeyaml.engine.v2.exceptions.Mark mark) {
    return new Mark(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static Mark at(String text, int position) {
    String before = text.substring(0, Math.min(position, text.length()));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new Mark(line, before.length() - before.lastIndexOf('\n'));
  }
}
