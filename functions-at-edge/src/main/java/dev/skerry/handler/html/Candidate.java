package dev.skerry.handler.html;

import org.jspecify.annotations.Nullable;

/**
 * An element that a selector may match.
 *
 * @param child its place among its parent's children, from 1
 * @param ofType its place among those of its name, from 1; 0 where it is not known
 */
record Candidate(StartTag tag, int child, int ofType) {
  String name() {
    return tag.name();
  }

  @Nullable String attribute(String name) {
    return tag.attribute(name);
  }
}
