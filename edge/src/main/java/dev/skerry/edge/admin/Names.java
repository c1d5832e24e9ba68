package dev.skerry.edge.admin;

import java.util.Locale;

/** How constants are called in documents: in lower case, words joined by a hyphen. */
final class Names {
  private Names() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
