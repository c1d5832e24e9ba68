package dev.skerry.edge.semantics;

import dev.skerry.http.Tokens;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags as they stand in fields (RFC 9110 §8.8.3), compared without taking them apart.
 *
 * <p>A malformed tag (without quotes, as some origins send) is an opaque text: it equals only
 * itself, and is never strong.
 */
public final class EntityTags {
  private EntityTags() {}

  /** Whether the tag is well-formed and not weak. */
  public static boolean isStrong(@Nullable String tag) {
    return tag != null
        && tag.length() >= 2
        && tag.charAt(0) == '"'
        && tag.indexOf('"', 1) == tag.length() - 1;
  }

  /** Whether both are strong and the same (§8.8.3.2). */
  public static boolean strongMatch(@Nullable String a, @Nullable String b) {
    return a != null && isStrong(a) && a.equals(b);
  }

  /** Whether they are the same but for weakness (§8.8.3.2). */
  public static boolean weakMatch(@Nullable String a, @Nullable String b) {
    if (a == null || b == null) {
      return false;
    }
    return opaqueEquals(a, 0, a.length(), b);
  }

  /**
   * Whether {@code If-None-Match} of one line, without {@code *}, has the tag among its members.
   */
  static boolean listContains(String list, String tag) {
    int from = 0;
    while (from < list.length()) {
      int start = Tokens.skipSpace(list, from, list.length());
      int end = tagEnd(list, start);
      if (end > start && opaqueEquals(list, start, Tokens.trimEnd(list, start, end), tag)) {
        return true;
      }
      from = end + 1;
    }
    return false;
  }

  /** The tag made weak, as a change of its content coding asks (§8.8.3.3). */
  public static String weakened(String tag) {
    return isStrong(tag) ? "W/" + tag : tag;
  }

  /** A list of tags for {@code If-None-Match}. */
  static String list(List<String> tags) {
    return String.join(", ", tags);
  }

  /**
   * The end of a member: the comma after it. In a tag's quotes neither comma nor backslash is
   * special.
   */
  private static int tagEnd(String list, int start) {
    int i = start;
    if (list.startsWith("W/\"", i)) {
      i += 2;
    }
    if (i < list.length() && list.charAt(i) == '"') {
      int close = list.indexOf('"', i + 1);
      i = close < 0 ? list.length() : close + 1;
    }
    int comma = list.indexOf(',', i);
    return comma < 0 ? list.length() : comma;
  }

  private static boolean opaqueEquals(String list, int start, int end, String tag) {
    int a = list.startsWith("W/", start) ? start + 2 : start;
    int b = tag.startsWith("W/") ? 2 : 0;
    return end - a == tag.length() - b && end > a && list.regionMatches(a, tag, b, end - a);
  }
}
