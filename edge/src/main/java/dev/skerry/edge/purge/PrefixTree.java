package dev.skerry.edge.purge;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Marks by prefix: an immutable radix tree, in which all prefixes of a text lie on one path.
 *
 * <p>A look-up costs the length of the text, however many prefixes there are. A change copies the
 * nodes on the path and leaves the old tree as it was, so readers need no lock.
 */
final class PrefixTree {
  static final PrefixTree EMPTY = new PrefixTree("", null, new PrefixTree[0]);

  /** What follows the parent's text; empty only at the root. */
  private final String label;

  private final @Nullable Mark mark;

  /** By the first char of their labels, all different. */
  private final PrefixTree[] children;

  private PrefixTree(String label, @Nullable Mark mark, PrefixTree[] children) {
    this.label = label;
    this.mark = mark;
    this.children = children;
  }

  boolean isEmpty() {
    return mark == null && children.length == 0;
  }

  /** What the marks of all prefixes of a text say. */
  PurgeState since(String text, long since) {
    PurgeState found = PurgeState.NONE;
    PrefixTree node = this;
    int at = 0;
    while (true) {
      if (node.mark != null) {
        found = found.or(node.mark.since(since));
      }
      PrefixTree child = found == PurgeState.HARD ? null : node.childOf(text, at);
      if (child == null) {
        return found;
      }
      at += child.label.length();
      node = child;
    }
  }

  @Nullable Mark get(String prefix) {
    PrefixTree node = this;
    int at = 0;
    while (at < prefix.length()) {
      node = node.childOf(prefix, at);
      if (node == null) {
        return null;
      }
      at += node.label.length();
    }
    return node.mark;
  }

  /** The tree with a mark at its key, in place of the one that was there. */
  PrefixTree with(Mark added) {
    return with(added.key, added);
  }

  private PrefixTree with(String rest, Mark added) {
    if (rest.isEmpty()) {
      return new PrefixTree(label, added, children);
    }
    int i = indexOf(rest.charAt(0));
    if (i < 0) {
      return insert(~i, new PrefixTree(rest, added, EMPTY.children));
    }
    PrefixTree child = children[i];
    int common = commonLength(rest, child.label);
    if (common < child.label.length()) {
      child = child.split(common);
    }
    return replace(i, child.with(rest.substring(common), added));
  }

  /** The tree without the mark at a prefix. */
  PrefixTree without(String prefix) {
    if (prefix.isEmpty()) {
      return new PrefixTree(label, null, children);
    }
    PrefixTree child = childOf(prefix, 0);
    if (child == null) {
      return this;
    }
    int i = indexOf(prefix.charAt(0));
    PrefixTree left = child.without(prefix.substring(child.label.length()));
    if (left.mark != null || left.children.length > 1) {
      return replace(i, left);
    }
    if (left.children.length == 1) {
      PrefixTree only = left.children[0];
      return replace(i, new PrefixTree(left.label + only.label, only.mark, only.children));
    }
    return delete(i);
  }

  /** The child whose label stands in the text at a place, or null. */
  private @Nullable PrefixTree childOf(String text, int at) {
    int i = at < text.length() ? indexOf(text.charAt(at)) : -1;
    return i >= 0 && text.startsWith(children[i].label, at) ? children[i] : null;
  }

  /** The place of the child that begins with a char, or {@code ~} the place where it would be. */
  private int indexOf(char first) {
    int low = 0;
    int high = children.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int difference = children[middle].label.charAt(0) - first;
      if (difference == 0) {
        return middle;
      }
      if (difference < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return ~low;
  }

  private PrefixTree split(int at) {
    PrefixTree lower = new PrefixTree(label.substring(at), mark, children);
    return new PrefixTree(label.substring(0, at), null, new PrefixTree[] {lower});
  }

  private PrefixTree insert(int i, PrefixTree child) {
    PrefixTree[] more = Arrays.copyOf(children, children.length + 1);
    System.arraycopy(children, i, more, i + 1, children.length - i);
    more[i] = child;
    return new PrefixTree(label, mark, more);
  }

  private PrefixTree replace(int i, PrefixTree child) {
    PrefixTree[] same = children.clone();
    same[i] = child;
    return new PrefixTree(label, mark, same);
  }

  private PrefixTree delete(int i) {
    PrefixTree[] fewer = Arrays.copyOf(children, children.length - 1);
    System.arraycopy(children, i + 1, fewer, i, fewer.length - i);
    return new PrefixTree(label, mark, fewer);
  }

  private static int commonLength(String a, String b) {
    int mismatch = 0;
    int length = Math.min(a.length(), b.length());
    while (mismatch < length && a.charAt(mismatch) == b.charAt(mismatch)) {
      mismatch++;
    }
    return mismatch;
  }
}
