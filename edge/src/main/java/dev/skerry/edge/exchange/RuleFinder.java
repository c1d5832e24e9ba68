package dev.skerry.edge.exchange;

import dev.skerry.edge.config.NormalPath;
import dev.skerry.edge.config.Rule;
import dev.skerry.edge.config.Site;

/** Finds the rule for a path, in the form in which patterns are matched. */
final class RuleFinder {
  private RuleFinder() {}

  /** The first rule of the site that matches a path in its normal form. */
  static Rule rule(Site site, String normalPath) {
    return site.rule(NormalPath.mergeSlashes(normalPath));
  }
}
