package dev.skerry.edge.purge;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression in RE2's syntax, whose cost is bounded: searching takes at most a time
 * proportional to its size and the text's length, both limited.
 *
 * <p>RE2/J unfolds counted repetitions, also nested ones, when it compiles; so what these would
 * unfold to is estimated first.
 */
final class BoundedPattern {
  private static final int MAX_LENGTH = 512;

  /** Instructions of the compiled pattern. */
  private static final int MAX_SIZE = 1_000;

  /** What the counted repetitions may unfold to, estimated from above. */
  private static final long MAX_UNFOLDED = 50_000;

  /** Instructions times characters of a search. */
  private static final long MAX_COST = 1_000_000;

  private final Pattern pattern;

  private BoundedPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  static BoundedPattern compile(Token token) throws ExpressionException {
    String problem;
    try {
      if (token.text().length() > MAX_LENGTH || unfolded(token.text()) > MAX_UNFOLDED) {
        throw token.expected("a simpler pattern");
      }
      Pattern pattern = Pattern.compile(token.text());
      if (pattern.programSize() > MAX_SIZE) {
        throw token.expected("a simpler pattern");
      }
      return new BoundedPattern(pattern);
    } catch (PatternSyntaxException e) {
      problem = e.getDescription();
    }
    throw token.expected("a pattern in RE2's syntax (" + problem + ")");
  }

  boolean isWithinBudget(int length) {
    return (long) length * pattern.programSize() <= MAX_COST;
  }

  boolean isFoundIn(String text) {
    return pattern.matcher(text).find();
  }

  /**
   * At least the size to which a pattern unfolds: a count behind a group counts as if all that is
   * before it were in the group, one behind a character or class repeats that.
   */
  private static long unfolded(String pattern) {
    long size = 0;
    for (int i = 0; i < pattern.length() && size <= MAX_UNFOLDED; i++) {
      size++;
      if (i > 0 && pattern.charAt(i) == '{') {
        long count = largestCount(pattern, i + 1);
        size = ")}?*+".indexOf(pattern.charAt(i - 1)) < 0 ? size + count : size * count;
      }
    }
    return size;
  }

  private static long largestCount(String pattern, int from) {
    long largest = 1;
    long count = 0;
    for (int i = from; i < pattern.length() && pattern.charAt(i) != '}'; i++) {
      char c = pattern.charAt(i);
      boolean isDigit = c >= '0' && c <= '9';
      count = isDigit ? Math.min(10 * count + (c - '0'), MAX_UNFOLDED) : 0;
      largest = Math.max(largest, count);
    }
    return largest;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof BoundedPattern other && pattern.equals(other.pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }

  @Override
  public String toString() {
    return pattern.pattern();
  }
}
