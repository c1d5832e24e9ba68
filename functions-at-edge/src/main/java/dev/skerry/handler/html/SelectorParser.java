package dev.skerry.handler.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads selectors (Selectors Level 4): lists of compounds that a space or {@code >} joins, of
 * types, classes, ids, attributes and the pseudo-classes that a stream can tell.
 */
final class SelectorParser {
  private static final int MOST_CHARACTERS = 1_000;

  private final String text;
  private final SelectorText in;
  private boolean countsTypes;

  /** Of the compound that is being read. */
  private StepKey key = StepKey.ANY;

  private SelectorParser(String text) {
    this.text = text;
    this.in = new SelectorText(text);
  }

  /** The selectors of a list, each from its left to its right. */
  record Parsed(List<List<Step>> selectors, boolean countsTypes) {
    Parsed {
      selectors = List.copyOf(selectors);
    }
  }

  /**
   * Reads a list.
   *
   * @throws IllegalArgumentException if it is none, or one that is not supported
   */
  static Parsed parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "a selector of more than " + MOST_CHARACTERS + " characters");
    }
    return new SelectorParser(text).list();
  }

  private Parsed list() {
    List<List<Step>> selectors = new ArrayList<>();
    do {
      in.skipSpaces();
      selectors.add(complex());
      in.skipSpaces();
    } while (in.take(','));
    if (!in.isAtEnd()) {
      throw wrong("does not go on so");
    }
    return new Parsed(selectors, countsTypes);
  }

  private List<Step> complex() {
    List<Step> steps = new ArrayList<>();
    Step.From from = Step.From.NOWHERE;
    while (true) {
      key = StepKey.ANY;
      List<Predicate<Candidate>> conditions = compound();
      steps.add(new Step(from, key, conditions));
      boolean spaces = in.skipSpaces();
      if (in.take('>')) {
        in.skipSpaces();
        from = Step.From.PARENT;
      } else if (in.isAtEnd() || in.isNext(',') || in.isNext(')')) {
        return List.copyOf(steps);
      } else if (in.isNext('+') || in.isNext('~')) {
        throw wrong("has a combinator that is not supported; there are a space and >");
      } else if (spaces) {
        from = Step.From.ANCESTOR;
      } else {
        throw wrong("does not go on so");
      }
    }
  }

  // ---- compounds

  private List<Predicate<Candidate>> compound() {
    List<Predicate<Candidate>> conditions = new ArrayList<>();
    boolean any = in.take('*');
    if (!any && in.isAtName()) {
      String type = Html.lower(in.name());
      keyed(StepKey.Kind.TYPE, type);
      conditions.add(element -> element.name().equals(type));
      any = true;
    }
    for (Predicate<Candidate> next = simple(); next != null; next = simple()) {
      conditions.add(next);
      any = true;
    }
    if (!any) {
      throw wrong("has no selector");
    }
    return List.copyOf(conditions);
  }

  private @Nullable Predicate<Candidate> simple() {
    if (in.take('.')) {
      return Attributes.word("class", keyed(StepKey.Kind.CLASS, in.name()), false);
    }
    if (in.take('#')) {
      return Attributes.equal("id", keyed(StepKey.Kind.ID, in.name()), false);
    }
    if (in.take('[')) {
      return attribute();
    }
    return in.take(':') ? pseudo() : null;
  }

  private String keyed(StepKey.Kind kind, String name) {
    key = key.or(new StepKey(kind, name));
    return name;
  }

  private Predicate<Candidate> attribute() {
    in.skipSpaces();
    String name = keyed(StepKey.Kind.ATTRIBUTE, Html.lower(in.name()));
    in.skipSpaces();
    if (in.take(']')) {
      return element -> element.attribute(name) != null;
    }
    String operator = in.operator();
    in.skipSpaces();
    String value = in.isNext('"') || in.isNext('\'') ? in.string() : in.name();
    in.skipSpaces();
    boolean anyCase = in.takeLetter('i');
    if (!anyCase) {
      in.takeLetter('s');
    }
    in.skipSpaces();
    in.expect(']');
    return Attributes.of(operator, name, value, anyCase);
  }

  // ---- pseudo-classes

  private Predicate<Candidate> pseudo() {
    String name = Html.lower(in.name());
    return switch (name) {
      case "first-child" -> element -> element.child() == 1;
      case "first-of-type" -> ofType(new Position(0, 1));
      case "nth-child" -> nthChild(position());
      case "nth-of-type" -> ofType(position());
      case "not" -> not();
      default -> throw wrong("has the pseudo-class :" + name + ", which is not supported");
    };
  }

  private static Predicate<Candidate> nthChild(Position place) {
    return element -> place.has(element.child());
  }

  private Predicate<Candidate> ofType(Position place) {
    countsTypes = true;
    return element -> element.ofType() > 0 && place.has(element.ofType());
  }

  private Position position() {
    in.expect('(');
    return Position.parse(in.upTo(')'));
  }

  private Predicate<Candidate> not() {
    in.expect('(');
    List<List<Predicate<Candidate>>> refused = new ArrayList<>();
    StepKey outer = key;
    do {
      in.skipSpaces();
      refused.add(compound());
      in.skipSpaces();
    } while (in.take(','));
    in.expect(')');
    key = outer; // what stands within is what an element must not have
    return element ->
        refused.stream().noneMatch(all -> all.stream().allMatch(each -> each.test(element)));
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        "the selector \"%s\" %s, at character %d".formatted(text, what, in.at() + 1));
  }
}
