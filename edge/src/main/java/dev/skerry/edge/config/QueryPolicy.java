package dev.skerry.edge.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which query parameters count for the cache key.
 *
 * <p>What does not count is not sent to the origin either: a parameter that could change the
 * response but not the key would let anybody poison the cache. Parameters are told apart by {@code
 * &} only. Their names are compared decoded, but the text that is kept is the viewer's, so {@code
 * a%20b} and {@code a+b} stay two different things.
 */
public final class QueryPolicy {
  /** Every parameter counts, in the viewer's order. */
  public static final QueryPolicy ALL = new QueryPolicy(Mode.ALL, List.of(), false);

  private final Mode mode;
  private final List<String> names;
  private final Set<String> exact = new HashSet<>();
  private final List<String> prefixes = new ArrayList<>();
  private final boolean sorted;

  /**
   * Makes a policy.
   *
   * @param mode what {@code names} means
   * @param names decoded, case-sensitive; one that ends with {@code *} stands for all so beginning
   * @param sorted whether the order of parameters of different names does not count
   */
  public QueryPolicy(Mode mode, List<String> names, boolean sorted) {
    this.mode = mode;
    this.names = List.copyOf(names);
    this.sorted = sorted;
    for (String name : names) {
      if (name.endsWith("*")) {
        prefixes.add(name.substring(0, name.length() - 1));
      } else {
        exact.add(name);
      }
    }
  }

  /** Which parameters count. */
  public enum Mode {
    ALL,
    NONE,
    /** Those that are named. */
    ALLOW,
    /** All but those that are named. */
    DENY
  }

  public Mode mode() {
    return mode;
  }

  public List<String> names() {
    return names;
  }

  public boolean sorted() {
    return sorted;
  }

  /**
   * The query that makes the key and goes to the origin: null where no parameter is left; the same
   * instance where every parameter counts.
   *
   * @param query as sent, without its question mark, or null
   */
  public @Nullable String normalise(@Nullable String query) {
    if (query == null || mode == Mode.NONE) {
      return null;
    }
    if (mode == Mode.ALL && !sorted) {
      return query;
    }
    List<Parameter> kept = new ArrayList<>();
    int start = 0;
    while (start <= query.length()) {
      int next = query.indexOf('&', start);
      int end = next < 0 ? query.length() : next;
      if (end > start) {
        Parameter parameter = Parameter.of(query.substring(start, end));
        if (counts(parameter.name())) {
          kept.add(parameter);
        }
      }
      start = end + 1;
    }
    if (kept.isEmpty()) {
      return null;
    }
    if (sorted) {
      kept.sort(Comparator.comparing(Parameter::name)); // stable: equal names keep their order
    }
    StringBuilder out = new StringBuilder(query.length());
    for (Parameter parameter : kept) {
      (out.isEmpty() ? out : out.append('&')).append(parameter.text());
    }
    return out.toString();
  }

  private boolean counts(String name) {
    return switch (mode) {
      case ALL -> true;
      case NONE -> false;
      case ALLOW -> isNamed(name);
      case DENY -> !isNamed(name);
    };
  }

  private boolean isNamed(String name) {
    if (exact.contains(name)) {
      return true;
    }
    for (int i = 0; i < prefixes.size(); i++) {
      if (name.startsWith(prefixes.get(i))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof QueryPolicy other
        && mode == other.mode
        && sorted == other.sorted
        && names.equals(other.names);
  }

  @Override
  public int hashCode() {
    return 31 * mode.hashCode() + names.hashCode();
  }

  @Override
  public String toString() {
    return mode + " " + names + (sorted ? " sorted" : "");
  }

  private record Parameter(String name, String text) {
    static Parameter of(String text) {
      int equals = text.indexOf('=');
      return new Parameter(decode(equals < 0 ? text : text.substring(0, equals)), text);
    }

    private static String decode(String name) {
      if (name.indexOf('%') < 0 && name.indexOf('+') < 0) {
        return name;
      }
      try {
        return URLDecoder.decode(name, StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return name; // a stray percent sign stands for itself
      }
    }
  }
}
