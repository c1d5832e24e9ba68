package dev.skerry.origin.tables.expression;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with an expression, by the check that found it; the first of each check is kept.
 *
 * <p>The service checks an expression as a whole, one check after the other, and tells what the
 * first check found that found anything. An expression is read here once, from left to right, so
 * what all checks find is kept until the end.
 *
 * @param <C> the checks, in the order in which the service makes them
 */
final class Findings<C extends Enum<C>> {
  private final Map<C, String> first;

  Findings(Class<C> checks) {
    first = new EnumMap<>(checks);
  }

  void add(C check, String text) {
    first.putIfAbsent(check, text);
  }

  boolean has(C check) {
    return first.containsKey(check);
  }

  /** What the first of all checks found, or null. */
  @Nullable String first() {
    return first.isEmpty() ? null : first.values().iterator().next();
  }

  /** What the first of some checks found, or null; these checks are forgotten. */
  @Nullable String take(Set<C> checks) {
    String found = null;
    for (C check : checks) {
      String text = first.remove(check);
      found = found == null ? text : found;
    }
    return found;
  }
}
