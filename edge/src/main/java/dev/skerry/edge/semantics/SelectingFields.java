package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * The value of a request field by which responses are chosen, normalised (RFC 9111 §4.1): {@code =}
 * and a text, or {@code !} if the request has no such field.
 */
final class SelectingFields {
  private static final String ABSENT = "!";

  /** Values seen lately and what became of them; a lost write costs a computation, nothing else. */
  private static final int REMEMBERED = 256;

  /** Longer values are not remembered, so that nobody fills memory with them. */
  private static final int MAX_REMEMBERED_LENGTH = 256;

  private static final @Nullable Remembered[] ENCODINGS = new Remembered[REMEMBERED];
  private static final @Nullable Remembered[] LANGUAGES = new Remembered[REMEMBERED];

  private record Remembered(String value, String normalised) {}

  private SelectingFields() {}

  static String normalised(Fields request, String name) {
    String value = request.combined(name);
    if (value == null) {
      return ABSENT;
    }
    return switch (name) {
      case FieldNames.ACCEPT_ENCODING -> encodings(value);
      case FieldNames.ACCEPT_LANGUAGE -> languages(value);
      default -> '=' + folded(value);
    };
  }

  private static String encodings(String value) {
    int slot = slot(value);
    Remembered known = ENCODINGS[slot];
    if (known == null || !known.value.equals(value)) {
      known = new Remembered(value, '=' + AcceptEncoding.normalised(value));
      if (value.length() <= MAX_REMEMBERED_LENGTH) {
        ENCODINGS[slot] = known;
      }
    }
    return known.normalised;
  }

  private static String languages(String value) {
    int slot = slot(value);
    Remembered known = LANGUAGES[slot];
    if (known == null || !known.value.equals(value)) {
      known = new Remembered(value, '=' + AcceptLanguage.normalised(value));
      if (value.length() <= MAX_REMEMBERED_LENGTH) {
        LANGUAGES[slot] = known;
      }
    }
    return known.normalised;
  }

  private static int slot(String value) {
    int hash = value.hashCode();
    return (hash ^ (hash >>> 16)) & (REMEMBERED - 1);
  }

  /** No white space around commas, single spaces elsewhere; inside quotes nothing changes. */
  static String folded(String value) {
    StringBuilder out = new StringBuilder(value.length());
    boolean quoted = false;
    boolean space = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!quoted && Tokens.isSpace(c)) {
        space = true;
        continue;
      }
      if (space && c != ',' && !out.isEmpty() && out.charAt(out.length() - 1) != ',') {
        out.append(' ');
      }
      space = false;
      out.append(c);
      if (quoted && c == '\\' && i + 1 < value.length()) {
        out.append(value.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
      }
    }
    return out.toString();
  }
}
