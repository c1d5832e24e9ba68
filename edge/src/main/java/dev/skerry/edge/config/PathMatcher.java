package dev.skerry.edge.config;

import com.google.re2j.Pattern;

/** The ways to match a path; all but {@link Regex} without allocation. */
sealed interface PathMatcher {
  boolean matches(String path);

  /** Whether it can be seen that every path of the other matcher is one of this. */
  default boolean covers(PathMatcher other) {
    return other instanceof Exact(String path) && matches(path);
  }

  /** The cheapest matcher for a pattern of literals and stars. */
  static PathMatcher ofGlob(String glob) {
    if (glob.equals("/**") || glob.equals("*") || glob.equals("**")) {
      return new Everything();
    }
    int star = glob.indexOf('*');
    if (star < 0) {
      return new Exact(glob);
    }
    if (star == glob.length() - 3 + 1 && glob.endsWith("/**")) {
      return new Under(glob.substring(0, glob.length() - 3));
    }
    if (star == 0 && glob.indexOf('*', 1) < 0) {
      return new Suffix(glob.substring(1));
    }
    return new Glob(star == 0 && !glob.startsWith("**") ? '*' + glob : glob);
  }

  record Everything() implements PathMatcher {
    @Override
    public boolean covers(PathMatcher other) {
      return true;
    }

    @Override
    public boolean matches(String path) {
      return true;
    }
  }

  record Exact(String path) implements PathMatcher {
    @Override
    public boolean matches(String other) {
      return path.equals(other);
    }
  }

  /** A folder and all beneath it; {@code folder} does not end with a slash. */
  record Under(String folder) implements PathMatcher {
    @Override
    public boolean covers(PathMatcher other) {
      return switch (other) {
        case Exact(String path) -> matches(path);
        case Under(String inner) -> matches(inner);
        case Glob(String glob) -> glob.substring(0, glob.indexOf('*')).startsWith(folder + '/');
        default -> false;
      };
    }

    @Override
    public boolean matches(String path) {
      return path.startsWith(folder)
          && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
    }
  }

  record Suffix(String suffix) implements PathMatcher {
    @Override
    public boolean covers(PathMatcher other) {
      return switch (other) {
        case Exact(String path) -> matches(path);
        case Suffix(String longer) -> matches(longer);
        case Glob(String glob) -> matches(glob.substring(glob.lastIndexOf('*') + 1));
        default -> false;
      };
    }

    @Override
    public boolean matches(String path) {
      return path.endsWith(suffix);
    }
  }

  record Regex(Pattern pattern) implements PathMatcher {
    @Override
    public boolean matches(String path) {
      return pattern.matcher(path).find();
    }
  }

  /**
   * Literals and stars. A mismatch goes back to the last star within the segment, and if that meets
   * a slash, to the last double star: earlier ones need no second chance.
   */
  record Glob(String glob) implements PathMatcher {
    @Override
    public boolean matches(String path) {
      if (glob.endsWith("/**") && matches(path, glob.length() - 3)) {
        return true;
      }
      return matches(path, glob.length());
    }

    private boolean matches(String path, int globEnd) {
      int g = 0;
      int p = 0;
      int star = -1;
      int starAt = 0;
      int doubleStar = -1;
      int doubleStarAt = 0;
      while (true) {
        if (g < globEnd && glob.charAt(g) == '*') {
          if (g + 1 < globEnd && glob.charAt(g + 1) == '*') {
            g += 2;
            doubleStar = g;
            doubleStarAt = p;
            star = -1;
          } else {
            g++;
            star = g;
            starAt = p;
          }
        } else if (p < path.length() && g < globEnd && glob.charAt(g) == path.charAt(p)) {
          g++;
          p++;
        } else if (p == path.length() && g == globEnd) {
          return true;
        } else if (star >= 0 && starAt < path.length() && path.charAt(starAt) != '/') {
          g = star;
          p = ++starAt;
        } else if (doubleStar >= 0 && doubleStarAt < path.length()) {
          g = doubleStar;
          p = ++doubleStarAt;
          star = -1;
        } else {
          return false;
        }
      }
    }
  }
}
