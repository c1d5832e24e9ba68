package dev.skerry.handler.html;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The elements that are open, around them the document. */
final class OpenElements {
  private static final int MOST = 10_000;

  private final List<OpenElement> stack = new ArrayList<>();
  private final Map<String, Integer> byName = new HashMap<>();

  OpenElements() {
    BitSet none = new BitSet();
    stack.add(new OpenElement("", 0, Namespace.HTML, false, none, none, none));
  }

  /** The innermost one, or the document. */
  OpenElement innermost() {
    return stack.getLast();
  }

  boolean isForeign() {
    return innermost().inner != Namespace.HTML;
  }

  /** Whether nothing but the document is open. */
  boolean isEmpty() {
    return stack.size() == 1;
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  void push(OpenElement element) {
    if (stack.size() > MOST) {
      throw new IllegalStateException("more than " + MOST + " elements are within each other");
    }
    stack.add(element);
    byName.merge(element.name, 1, Integer::sum);
  }

  /** Takes the innermost element away, of which there is one. */
  OpenElement pop() {
    OpenElement last = stack.removeLast();
    byName.computeIfPresent(last.name, (name, count) -> count == 1 ? null : count - 1);
    return last;
  }

  /** Whether the innermost element ends where a start tag comes, without an end tag of its own. */
  boolean isEndedBy(String name) {
    OpenElement innermost = innermost();
    return isForeign()
        ? Html.BREAKS_OUT.contains(name)
        : Html.endedBy(name).contains(innermost.name);
  }

  /** Whose names an element has that begins here. */
  Namespace namespace(String name) {
    Namespace around = innermost().inner;
    if (around != Namespace.HTML) {
      return around;
    }
    return switch (name) {
      case "svg" -> Namespace.SVG;
      case "math" -> Namespace.MATHML;
      default -> Namespace.HTML;
    };
  }

  /** Whose names its children have. */
  static Namespace inner(String name, Namespace own) {
    boolean isHtml =
        switch (own) {
          case HTML -> true;
          case SVG -> Html.SVG_HTML.contains(name);
          case MATHML -> Html.MATH_TEXT.contains(name);
        };
    return isHtml ? Namespace.HTML : own;
  }
}
