package dev.skerry.edge.rules;

import com.google.re2j.Matcher;
import dev.skerry.edge.config.NormalPath;
import dev.skerry.edge.config.Rewrite;
import java.util.ArrayList;
import java.util.List;

/** Makes the path that the origin sees. */
final class Rewrites {
  private Rewrites() {}

  /** The new path of a request whose normalised path is given. */
  static String path(Rewrite rewrite, String path, RequestValues values) {
    return switch (rewrite) {
      case Rewrite.Prefix prefix -> prefix(prefix, path);
      case Rewrite.Whole whole -> normal(whole.target().fill(values), path);
      case Rewrite.Regex regex -> {
        Matcher found = regex.pattern().matcher(path);
        yield found.find() ? normal(regex.target().fill(groups(found, values)), path) : path;
      }
    };
  }

  private static String prefix(Rewrite.Prefix prefix, String path) {
    String strip = prefix.strip();
    boolean holds =
        path.startsWith(strip)
            && (path.length() == strip.length() || path.charAt(strip.length()) == '/');
    if (!holds) {
      return path;
    }
    String rest = path.substring(strip.length());
    return prefix.add() + (rest.isEmpty() ? "/" : rest);
  }

  private static RequestValues groups(Matcher found, RequestValues values) {
    List<String> groups = new ArrayList<>();
    for (int i = 0; i <= found.groupCount(); i++) {
      String group = found.group(i);
      groups.add(group == null ? "" : group);
    }
    return values.withCaptures(groups);
  }

  /** Captures may meet as dot segments; what leads above the root is not followed. */
  private static String normal(String rewritten, String before) {
    String normal = NormalPath.of(rewritten.startsWith("/") ? rewritten : '/' + rewritten);
    return normal == null ? before : normal;
  }
}
