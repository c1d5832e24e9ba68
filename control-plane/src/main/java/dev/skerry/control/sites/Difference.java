package dev.skerry.control.sites;

import java.util.List;

/**
 * What one configuration has that another has not, without secrets.
 *
 * @param same whether they mean the same
 * @param changes what was added, removed or changed, from the document's beginning to its end
 * @param text both documents as YAML in the unified format of diff; empty where they show the same
 */
public record Difference(boolean same, List<Change> changes, String text) {
  /** Keeps a copy. */
  public Difference {
    changes = List.copyOf(changes);
  }

  /**
   * One change.
   *
   * @param name of a site, a pool, a setting, a file or a variable; of a rule its site, a slash and
   *     its own name or, where it has none, its number from 1; for what is not shown empty
   */
  public record Change(Kind kind, What what, String name) {}

  /** What became of it. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  /** What it is. */
  public enum What {
    /** A member of the document beside sites and pools. */
    SETTING,
    POOL,
    SITE,
    RULE,
    /** A file that the document names. */
    FILE,
    /** An environment variable that it names. */
    VARIABLE,
    /** What nobody is shown: a secret in the document, a comment, or how it is written. */
    UNSHOWN
  }
}
