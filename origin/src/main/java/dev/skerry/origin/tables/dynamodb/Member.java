package dev.skerry.origin.tables.dynamodb;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A member of a structure, or the element of a list or map, with what it must satisfy. */
record Member(String name, Shape shape, boolean required, List<Constraint> constraints) {
  /** A member that may be missing. */
  static Member of(String name, Shape shape, Constraint... constraints) {
    return new Member(name, shape, false, List.of(constraints));
  }

  /** A member that must be there. */
  static Member required(String name, Shape shape, Constraint... constraints) {
    return new Member(name, shape, true, List.of(constraints));
  }

  /** A member that is refused where it is there, lest somebody believe that it had an effect. */
  static Member unsupported(String name) {
    return of(name, new Shape.Unsupported(name));
  }

  /** The element of a list or a map. */
  static Member each(Shape shape, Constraint... constraints) {
    return of("member", shape, constraints);
  }

  /** Its name as paths have it. */
  String path() {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  void check(String path, @Nullable Object value, Findings findings) {
    if (value == null) {
      if (required) {
        findings.add(path, null, "Member must not be null");
      }
      return;
    }
    for (Constraint constraint : constraints) {
      if (!constraint.holds(value)) {
        findings.add(path, value, constraint.text());
      }
    }
    shape.check(path, value, findings);
  }
}
