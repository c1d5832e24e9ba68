package dev.skerry.edge.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Text with places to be filled from a request: {@code https://{host}/new/{1}}.
 *
 * <p>{@code {1}} to {@code {9}} are what the rule's pattern captured, the names are {@link
 * Variable}'s, {@code {{} and {@code }}} are a single brace.
 */
public final class Template {
  private final String text;
  private final List<Part> parts;

  private Template(String text, List<Part> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
  }

  /** What a place can be filled with. */
  public enum Variable {
    SCHEME,
    HOST,
    /** The normalised path. */
    PATH,
    /** The query without its question mark, empty if there is none. */
    QUERY,
    /** The path, and the query with its question mark if there is one. */
    TARGET,
    METHOD,
    /** The viewer's address. */
    VIEWER_ADDRESS;

    /** The name between braces: {@code viewer-address}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What fills the places. */
  public interface Values {
    String value(Variable variable);

    /** What was captured, 1 to 9; empty where there is no such capture. */
    String capture(int group);
  }

  private sealed interface Part {
    record Literal(String text) implements Part {}

    record Named(Variable variable) implements Part {}

    record Capture(int group) implements Part {}
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException whose message says what is wrong and what was expected
   */
  public static Template parse(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == c;
      if (c != '{' && c != '}') {
        literal.append(c);
      } else if (doubled) {
        literal.append(c);
        i++;
      } else if (c == '}') {
        throw new IllegalArgumentException("has a } without its {; a brace itself is written }}");
      } else {
        int end = text.indexOf('}', i);
        if (end < 0) {
          throw new IllegalArgumentException("has a { without its }; a brace itself is written {{");
        }
        flush(literal, parts);
        parts.add(place(text.substring(i + 1, end)));
        i = end;
      }
    }
    flush(literal, parts);
    return new Template(text, parts);
  }

  private static void flush(StringBuilder literal, List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Part.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private static Part place(String name) {
    if (name.length() == 1 && name.charAt(0) >= '1' && name.charAt(0) <= '9') {
      return new Part.Capture(name.charAt(0) - '0');
    }
    List<String> known = new ArrayList<>();
    for (Variable variable : Variable.values()) {
      if (variable.key().equals(name)) {
        return new Part.Named(variable);
      }
      known.add(variable.key());
    }
    throw new IllegalArgumentException(
        "does not know {" + name + "}; there are 1 to 9 and " + String.join(", ", known));
  }

  /** The text with every place filled. */
  public String fill(Values values) {
    if (parts.size() == 1 && parts.getFirst() instanceof Part.Literal literal) {
      return literal.text();
    }
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Literal literal -> out.append(literal.text());
        case Part.Named named -> out.append(values.value(named.variable()));
        case Part.Capture capture -> out.append(values.capture(capture.group()));
      }
    }
    return out.toString();
  }

  /** The highest capture that is used, 0 for none. */
  public int highestCapture() {
    int highest = 0;
    for (Part part : parts) {
      if (part instanceof Part.Capture capture) {
        highest = Math.max(highest, capture.group());
      }
    }
    return highest;
  }

  /** The template as it was written. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Template other && text.equals(other.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
