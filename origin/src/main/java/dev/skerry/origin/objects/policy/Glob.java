package dev.skerry.origin.objects.policy;

import java.util.BitSet;

/**
 * A text in which some characters stand for others: {@code *} for any number of them, {@code ?} for
 * one. Matching takes at most the product of both lengths.
 *
 * @param text with wildcards in it
 * @param wild where in the text they are: what is elsewhere stands for itself
 */
record Glob(String text, BitSet wild) {
  /** A pattern in which every {@code *} and {@code ?} is a wildcard. */
  static Glob pattern(String text) {
    BitSet wild = new BitSet();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      wild.set(i, c == '*' || c == '?');
    }
    return new Glob(text, wild);
  }

  /** A text that stands for itself. */
  static Glob literal(String text) {
    return new Glob(text, new BitSet());
  }

  boolean hasWildcards() {
    return !wild.isEmpty();
  }

  /** Whether it stands for a text, case by case. */
  boolean matches(String other) {
    int at = 0;
    int star = -1;
    int retry = 0;
    int i = 0;
    while (i < other.length()) {
      if (isStar(at)) {
        star = at++;
        retry = i;
      } else if (stands(at, other.charAt(i))) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++retry;
      } else {
        return false;
      }
    }
    while (isStar(at)) {
      at++;
    }
    return at == text.length();
  }

  /** Whether it stands for any text that begins so. */
  boolean mayBegin(String prefix) {
    BitSet states = new BitSet();
    states.set(0);
    passStars(states);
    for (int i = 0; i < prefix.length() && !states.isEmpty(); i++) {
      BitSet next = new BitSet();
      for (int at = states.nextSetBit(0); at >= 0; at = states.nextSetBit(at + 1)) {
        if (isStar(at)) {
          next.set(at);
        } else if (stands(at, prefix.charAt(i))) {
          next.set(at + 1);
        }
      }
      passStars(next);
      states = next;
    }
    return !states.isEmpty();
  }

  /** The part from one place to another. */
  Glob part(int from, int to) {
    return new Glob(text.substring(from, to), wild.get(from, to));
  }

  private void passStars(BitSet states) {
    for (int at = states.nextSetBit(0); at >= 0; at = states.nextSetBit(at + 1)) {
      if (isStar(at)) {
        states.set(at + 1);
      }
    }
  }

  private boolean isStar(int at) {
    return at < text.length() && text.charAt(at) == '*' && wild.get(at);
  }

  private boolean stands(int at, char c) {
    return at < text.length() && (wild.get(at) ? text.charAt(at) == '?' : text.charAt(at) == c);
  }
}
