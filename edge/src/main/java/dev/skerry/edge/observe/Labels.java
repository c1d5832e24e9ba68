package dev.skerry.edge.observe;

/**
 * The labels of one time series, as the Prometheus text format writes them between braces.
 *
 * @param text {@code pool="main",state="idle"}, escaped; empty for none
 */
public record Labels(String text) {
  public static final Labels NONE = new Labels("");

  /**
   * Makes labels.
   *
   * @param namesAndValues name, value, name, value …; names as {@code [a-z_]+}, values anything
   */
  public static Labels of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "expected names and values in pairs, got " + namesAndValues.length + " strings");
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      append(text, namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Labels(text.toString());
  }

  /** These labels and one more at the end. */
  Labels and(String name, String value) {
    StringBuilder more = new StringBuilder(text);
    append(more, name, value);
    return new Labels(more.toString());
  }

  private static void append(StringBuilder text, String name, String value) {
    if (!isName(name)) {
      throw new IllegalArgumentException("expected a label name like [a-z_]+, got '" + name + "'");
    }
    if (!text.isEmpty()) {
      text.append(',');
    }
    text.append(name).append("=\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(Character.isSurrogate(c) ? '?' : c);
      }
    }
    text.append('"');
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && !name.equals("le")
        && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '_');
  }
}
