package dev.skerry.handler.html;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An element between its start tag and its end: what is known of it, and what is to come of it. */
final class OpenElement {
  /** Names whose children are counted in one element; those of further ones match no position. */
  private static final int MOST_TYPES = 256;

  final String name;

  /** Told apart from all other elements of the document. */
  final int number;

  /** Whose names its children have. */
  final Namespace inner;

  /**
   * The steps of selectors that this element is the last of; and those that it or one around it is.
   */
  final BitSet matched;

  final BitSet matchedAround;

  /** The registrations of selectors that this element, or one around it, matches. */
  final BitSet active;

  /** Whether it goes out itself; its content may not. */
  final boolean isSilent;

  boolean isContentRemoved;
  boolean isEndTagRemoved;
  boolean isEndAwaited;
  @Nullable String newName;
  final StringBuilder beforeEnd = new StringBuilder(0);
  final StringBuilder after = new StringBuilder(0);

  private int children;
  private final Map<String, Integer> childrenByName = new HashMap<>(0);

  OpenElement(
      String name,
      int number,
      Namespace inner,
      boolean isSilent,
      BitSet matched,
      BitSet matchedAround,
      BitSet active) {
    this.name = name;
    this.number = number;
    this.inner = inner;
    this.isSilent = isSilent;
    this.matched = matched;
    this.matchedAround = matchedAround;
    this.active = active;
  }

  boolean isContentSilent() {
    return isSilent || isContentRemoved;
  }

  /** Counts a child; its place among all, from 1. */
  int countChild() {
    return ++children;
  }

  /** Counts a child of a name; its place among those, from 1; 0 where it is not known. */
  int countChild(String ofName) {
    if (childrenByName.size() >= MOST_TYPES && !childrenByName.containsKey(ofName)) {
      return 0;
    }
    return childrenByName.merge(ofName, 1, Integer::sum);
  }
}
