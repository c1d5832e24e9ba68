package dev.skerry.edge.config;

import com.google.re2j.Pattern;

/** How the path that the origin sees is made from the viewer's; the query stays as it is. */
public sealed interface Rewrite {
  /**
   * Takes one prefix away and puts another in its place.
   *
   * @param strip whole segments, begins with {@code /} and does not end with it; empty for none. A
   *     path without it is left as it is
   * @param add begins with {@code /} and does not end with it; empty for none
   */
  record Prefix(String strip, String add) implements Rewrite {}

  /**
   * Replaces a path that the expression finds something in.
   *
   * @param pattern searched for in the normalised path
   * @param target the whole new path; {@code {1}} stands for the first group
   */
  record Regex(Pattern pattern, Template target) implements Rewrite {}

  /** Makes the path from the captures of the rule's own pattern. */
  record Whole(Template target) implements Rewrite {}
}
