package dev.skerry.edge.config;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which paths a rule is for.
 *
 * <ul>
 *   <li>{@code /about}: this path;
 *   <li>{@code /static/*}: one star stands for anything within one segment;
 *   <li>{@code /static/**}: two stars stand for anything; {@code /static} itself belongs to it;
 *   <li>{@code *.jpg}: a pattern that begins with a star is for the path's end;
 *   <li>{@code ~^/user/[0-9]+$}: a regular expression, searched for in the path. It is matched in
 *       time linear in the path, so it knows no back references and no look-around.
 * </ul>
 *
 * <p>Letters count as they are. Patterns are matched with the {@link NormalPath} whose runs of
 * slashes are one slash.
 */
public final class PathPattern {
  /** Matches every path. */
  public static final PathPattern ALL = compile("/**");

  private final String text;
  private final PathMatcher matcher;

  /** What the stars stand for, as a regular expression with groups. */
  private final Pattern captures;

  private PathPattern(String text, PathMatcher matcher, Pattern captures) {
    this.text = text;
    this.matcher = matcher;
    this.captures = captures;
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException whose message says what is wrong and what was expected
   */
  public static PathPattern compile(String text) {
    if (text.startsWith("~")) {
      Pattern regex = regex(text.substring(1));
      return new PathPattern(text, new PathMatcher.Regex(regex), regex);
    }
    String glob = literal(text);
    return new PathPattern(text, PathMatcher.ofGlob(glob), regex(globAsRegex(glob)));
  }

  private static Pattern regex(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("is no regular expression: " + e.getMessage(), e);
    }
  }

  private static String literal(String text) {
    if (!text.startsWith("/") && !text.startsWith("*")) {
      throw new IllegalArgumentException(
          "must begin with / (a path), * (the path's end) or ~ (a regular expression)");
    }
    if (text.indexOf('?') >= 0 || text.indexOf('#') >= 0) {
      throw new IllegalArgumentException("is matched with the path only, it cannot hold ? or #");
    }
    String encoded = Percent.encodeNonAscii(text);
    String normal = NormalPath.of(encoded);
    if (normal == null || encoded.contains("//") || !dotSegmentsKept(encoded, normal)) {
      throw new IllegalArgumentException(
          "must not hold //, /./ or /../: no path does when matched");
    }
    return normal;
  }

  private static boolean dotSegmentsKept(String before, String after) {
    return before.chars().filter(c -> c == '/').count()
        == after.chars().filter(c -> c == '/').count();
  }

  private static String globAsRegex(String glob) {
    StringBuilder out = new StringBuilder("^");
    int i = 0;
    if (!glob.startsWith("/") && !glob.startsWith("**")) {
      out.append("(.*)");
      i = 1;
    }
    while (i < glob.length()) {
      if (glob.startsWith("/**", i) && i + 3 == glob.length()) {
        out.append("(?:/(.*))?");
        i += 3;
      } else if (glob.startsWith("**", i)) {
        out.append("(.*)");
        i += 2;
      } else if (glob.charAt(i) == '*') {
        out.append("([^/]*)");
        i++;
      } else {
        out.append(Pattern.quote(String.valueOf(glob.charAt(i++))));
      }
    }
    return out.append('$').toString();
  }

  /** Whether the path is one of these. */
  public boolean matches(String path) {
    return matcher.matches(path);
  }

  /** Whether there is no path that is not one of these. */
  public boolean matchesAll() {
    return matcher instanceof PathMatcher.Everything;
  }

  /** Whether it can be seen that every path of the other pattern is one of these too. */
  public boolean covers(PathPattern other) {
    return text.equals(other.text) || matcher.covers(other.matcher);
  }

  /** How many captures there are beside the whole. */
  public int captureCount() {
    return captures.groupCount();
  }

  /**
   * The path and what the stars (or groups) stand for in it, in order; empty text where a group
   * took no part. Just the path, if it does not match.
   */
  public List<String> captures(String path) {
    Matcher found = captures.matcher(path);
    String[] groups = new String[captures.groupCount() + 1];
    Arrays.fill(groups, "");
    groups[0] = path;
    if (found.find()) {
      for (int i = 1; i < groups.length; i++) {
        @Nullable String group = found.group(i);
        groups[i] = group == null ? "" : group;
      }
    }
    return List.of(groups);
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof PathPattern other && text.equals(other.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
