package dev.skerry.control.changes;

import dev.skerry.edge.purge.Expression;
import dev.skerry.edge.purge.ExpressionException;
import dev.skerry.edge.purge.Selector;

/** Selects by tags that are not known one by one. */
final class TagSelectors {
  private TagSelectors() {}

  /**
   * Whatever has a tag that begins so.
   *
   * @param prefix without quotation marks and backslashes, as names of tables and buckets are
   */
  static Selector startingWith(String prefix) {
    try {
      return new Selector.Matching(Expression.parse("tag starts-with \"" + prefix + '"'));
    } catch (ExpressionException e) {
      throw new IllegalStateException("such a prefix needs no escapes: " + prefix, e);
    }
  }
}
