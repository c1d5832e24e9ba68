package dev.skerry.handler.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** What selectors say of attributes (Selectors Level 4 §6). */
final class Attributes {
  private Attributes() {}

  static Predicate<Candidate> of(String operator, String name, String value, boolean anyCase) {
    return switch (operator) {
      case "=" -> equal(name, value, anyCase);
      case "~=" -> word(name, value, anyCase);
      case "|=" ->
          of(
              name,
              value,
              anyCase,
              (has, wanted) -> has.equals(wanted) || has.startsWith(wanted + "-"));
      case "^=" -> part(name, value, anyCase, String::startsWith);
      case "$=" -> part(name, value, anyCase, String::endsWith);
      default -> part(name, value, anyCase, String::contains);
    };
  }

  static Predicate<Candidate> equal(String name, String value, boolean anyCase) {
    return of(name, value, anyCase, String::equals);
  }

  /** One of the words that spaces part. */
  static Predicate<Candidate> word(String name, String value, boolean anyCase) {
    return of(name, value, anyCase, Attributes::hasWord);
  }

  private static boolean hasWord(String list, String word) {
    if (word.isEmpty()) {
      return false;
    }
    for (int at = list.indexOf(word); at >= 0; at = list.indexOf(word, at + 1)) {
      int end = at + word.length();
      if ((at == 0 || isSpace(list.charAt(at - 1)))
          && (end == list.length() || isSpace(list.charAt(end)))) {
        return word.chars().noneMatch(c -> isSpace((char) c));
      }
    }
    return false;
  }

  /** The words that spaces part. */
  static List<String> words(String list) {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int at = 0; at <= list.length(); at++) {
      if (at == list.length() || isSpace(list.charAt(at))) {
        if (at > from) {
          words.add(list.substring(from, at));
        }
        from = at + 1;
      }
    }
    return words;
  }

  private static boolean isSpace(char c) {
    return " \t\n\r\f".indexOf(c) >= 0;
  }

  /** An empty part is in nothing. */
  private static Predicate<Candidate> part(
      String name, String value, boolean anyCase, BiPredicate<String, String> test) {
    return of(name, value, anyCase, (has, wanted) -> !wanted.isEmpty() && test.test(has, wanted));
  }

  private static Predicate<Candidate> of(
      String name, String value, boolean anyCase, BiPredicate<String, String> test) {
    String wanted = anyCase ? value.toLowerCase(Locale.ROOT) : value;
    return element -> {
      String has = element.attribute(name);
      return has != null && test.test(anyCase ? has.toLowerCase(Locale.ROOT) : has, wanted);
    };
  }
}
