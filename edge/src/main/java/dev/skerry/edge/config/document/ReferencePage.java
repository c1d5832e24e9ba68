package dev.skerry.edge.config.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes one section of the reference page for each object of a document. */
final class ReferencePage {
  private final StringBuilder out = new StringBuilder();
  private final Deque<ObjectShape> next = new ArrayDeque<>();
  private final Set<ObjectShape> seen = new LinkedHashSet<>();

  String text() {
    visit(DocumentShape.SHAPE);
    while (!next.isEmpty()) {
      section(next.removeFirst());
    }
    return out.toString();
  }

  private void visit(ObjectShape shape) {
    if (seen.add(shape)) {
      next.addLast(shape);
    }
  }

  private void section(ObjectShape shape) {
    out.append("\n## ").append(shape.name()).append("\n\n").append(shape.description());
    if (shape == RuleShape.SITE || shape == RuleShape.DEFAULTS) {
      out.append(" What it says of its rules' fields holds for all of them, see [rule](#rule).");
    }
    out.append('\n');
    int header = out.length();
    for (Field<?> field : shape.fields()) {
      if (shape == RuleShape.RULE || !RuleShape.isCommon(field)) {
        row(field);
      }
    }
    if (out.length() > header) {
      out.insert(header, "\n| field | value | default | what it is |\n|---|---|---|---|\n");
    }
  }

  private void row(Field<?> field) {
    String kind = nested(field.shape());
    Object byDefault = field.writtenDefault();
    String shown = byDefault == null ? "" : code(Rendering.inline(byDefault));
    if (field.presence() == Field.Presence.REQUIRED) {
      shown = "required";
    }
    String description = field.description();
    if (field.example() != null) {
      description += " Example: " + code(field.name() + ": " + field.example());
    }
    if (field.presence() == Field.Presence.REMOVABLE) {
      description += " `null` takes it away.";
    }
    out.append("| ")
        .append(code(field.name()))
        .append(" | ")
        .append(cell(kind))
        .append(" | ")
        .append(cell(shown))
        .append(" | ")
        .append(cell(description))
        .append(" |\n");
  }

  /** What kind of value a shape is, with a link to each object in it. */
  private String nested(Shape<?> shape) {
    return switch (shape) {
      case ObjectShape object -> {
        visit(object);
        yield "[" + object.name() + "](#" + object.name() + ")";
      }
      case ListShape<?> list -> list.kind(nested(list.item()));
      case MapShape<?> map -> map.keyWords() + " to " + nested(map.value());
      case EitherShape<?> either -> either.brief().words() + ", or " + nested(either.full());
      default -> shape.words();
    };
  }

  private static String code(String text) {
    return '`' + text + '`';
  }

  /** Text for a table, in which a star outside of code is a star. */
  private static String cell(String text) {
    StringBuilder cell = new StringBuilder();
    boolean code = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      code ^= c == '`';
      if (c == '|' || (c == '*' && !code)) {
        cell.append('\\');
      }
      cell.append(c == '\n' ? ' ' : c);
    }
    return cell.toString();
  }

  /** The names of all sections, for a test that none is left out. */
  static List<String> sections() {
    Map<String, Object> definitions = new LinkedHashMap<>();
    DocumentShape.SHAPE.schema(definitions);
    return List.copyOf(definitions.keySet());
  }
}
