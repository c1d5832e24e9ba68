package dev.skerry.handler.html;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places {@code step × n + first} for all n from 0 (CSS Syntax Level 3 §6). */
record Position(int step, int first) {
  private static final Pattern FORM =
      Pattern.compile("([+-]?\\d{0,9})n\\s*(?:([+-])\\s*(\\d{1,9}))?|([+-]?\\d{1,9})");

  static Position parse(String text) {
    String form = Html.lower(text.strip());
    if (form.equals("odd")) {
      return new Position(2, 1);
    }
    if (form.equals("even")) {
      return new Position(2, 0);
    }
    Matcher parts = FORM.matcher(form);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no position; expected as in 3, odd, 2n+1");
    }
    if (parts.group(4) != null) {
      return new Position(0, Integer.parseInt(parts.group(4)));
    }
    String step = parts.group(1);
    int first = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
    return new Position(
        step.isEmpty() || step.equals("+") ? 1 : step.equals("-") ? -1 : Integer.parseInt(step),
        "-".equals(parts.group(2)) ? -first : first);
  }

  boolean has(int place) {
    int behind = place - first;
    return step == 0 ? behind == 0 : behind % step == 0 && behind / step >= 0;
  }
}
