package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.expression.Attribute;
import dev.skerry.origin.tables.model.expression.Placeholders;
import java.util.List;
import java.util.stream.Collectors;

/** The attributes that a read asks for. */
record Selected<R>(List<Attribute<R, ?>> attributes) {
  /** Refuses none, and elements of lists, which an answer does not tell apart. */
  Selected {
    if (attributes.isEmpty()) {
      throw new IllegalArgumentException("expected an attribute or more, got none");
    }
    for (Attribute<R, ?> each : attributes) {
      if (each.path().toString().contains("[")) {
        throw new IllegalArgumentException("expected attributes, got the element " + each.path());
      }
    }
  }

  String render(Placeholders places) {
    return attributes.stream()
        .map(each -> places.path(each.path()))
        .collect(Collectors.joining(", "));
  }
}
