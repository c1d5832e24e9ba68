package dev.skerry.edge.semantics;

import dev.skerry.http.FieldLists;
import dev.skerry.http.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Gathers cache directives from field lines, then makes a {@link CacheControl} of them. */
final class CacheControlParser {
  /** More field names than this count as the unqualified directive. */
  private static final int MAX_FIELD_NAMES = 32;

  private static final int DIRECTIVES = Directive.values().length;
  private static final long[] NO_DELTAS = {};

  private int present;
  private long @Nullable [] deltas;
  private List<String> noCacheFields = List.of();
  private List<String> privateFields = List.of();

  CacheControlParser request(String value) {
    read(value, false);
    return this;
  }

  CacheControlParser response(String value) {
    read(value, true);
    return this;
  }

  CacheControl build() {
    return new CacheControl(
        present,
        deltas == null ? NO_DELTAS : deltas,
        has(Directive.NO_CACHE) ? List.of() : List.copyOf(noCacheFields),
        has(Directive.PRIVATE) ? List.of() : List.copyOf(privateFields));
  }

  private void read(String value, boolean response) {
    int from = 0;
    while (from < value.length()) {
      int comma = FieldLists.memberEnd(value, from);
      int start = Tokens.skipSpace(value, from, comma);
      int end = Tokens.trimEnd(value, start, comma);
      member(value, start, end, response);
      from = comma + 1;
    }
  }

  private void member(String s, int start, int end, boolean response) {
    int equals = start;
    while (equals < end && s.charAt(equals) != '=') {
      equals++;
    }
    int nameEnd = Tokens.trimEnd(s, start, equals);
    Directive directive = Directive.find(s, start, nameEnd);
    if (directive == null) {
      return;
    }
    String argument = null;
    if (equals < end) {
      // White space around "=" is not allowed: such an argument is malformed.
      argument = nameEnd == equals ? argument(s, equals + 1, end) : "";
    }
    if (directive.isDelta()) {
      delta(directive, argument, response);
    } else if (directive.takesFieldNames() && response && argument != null) {
      fieldNames(directive, argument);
    } else {
      present |= directive.bit();
    }
  }

  /** The argument without its quotes; empty if it is malformed. */
  private static String argument(String s, int from, int end) {
    if (from >= end || s.charAt(from) != '"') {
      return s.substring(from, Math.max(from, end));
    }
    StringBuilder text = new StringBuilder();
    for (int i = from + 1; i < end; i++) {
      char c = s.charAt(i);
      if (c == '"') {
        return i == end - 1 ? text.toString() : "";
      }
      if (c == '\\' && i + 1 < end) {
        c = s.charAt(++i);
      }
      text.append(c);
    }
    return "";
  }

  private void delta(Directive directive, @Nullable String argument, boolean response) {
    long seconds;
    if (argument == null) {
      seconds = directive == Directive.MAX_STALE ? DeltaSeconds.MAX : DeltaSeconds.INVALID;
    } else {
      seconds = DeltaSeconds.parse(argument, 0, argument.length());
    }
    if (seconds == DeltaSeconds.INVALID) {
      boolean isLifetime = directive == Directive.MAX_AGE || directive == Directive.S_MAXAGE;
      if (!response || !isLifetime) {
        return;
      }
      seconds = 0;
    }
    set(directive, seconds);
  }

  /** Notes a number of seconds; of several the most restrictive stays. */
  void set(Directive directive, long seconds) {
    long[] values = deltas == null ? new long[DIRECTIVES] : deltas;
    deltas = values;
    int index = directive.index();
    if (!has(directive)) {
      values[index] = seconds;
    } else if (directive == Directive.MIN_FRESH) {
      values[index] = Math.max(values[index], seconds);
    } else {
      values[index] = Math.min(values[index], seconds);
    }
    present |= directive.bit();
  }

  /** Notes a directive without argument. */
  void set(Directive directive) {
    present |= directive.bit();
  }

  /**
   * Notes a directive with field names; a list that is empty or malformed counts as none at all.
   */
  void fieldNames(Directive directive, String argument) {
    List<String> names = new ArrayList<>();
    for (String name : FieldLists.members(argument)) {
      if (!Tokens.isToken(name) || names.size() >= MAX_FIELD_NAMES) {
        present |= directive.bit();
        return;
      }
      names.add(name.toLowerCase(Locale.ROOT));
    }
    if (names.isEmpty()) {
      present |= directive.bit();
    } else if (directive == Directive.NO_CACHE) {
      noCacheFields = union(noCacheFields, names);
    } else {
      privateFields = union(privateFields, names);
    }
  }

  private static List<String> union(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private boolean has(Directive directive) {
    return (present & directive.bit()) != 0;
  }
}
