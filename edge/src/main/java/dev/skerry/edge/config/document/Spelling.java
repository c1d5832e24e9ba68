package dev.skerry.edge.config.document;

import java.util.Collection;

/** Finds what somebody may have meant. */
final class Spelling {
  private Spelling() {}

  /** {@code ; did you mean "…"?}, or nothing where no name is close. */
  static String hint(String written, Collection<String> names) {
    String best = "";
    int bestDistance = Math.max(2, written.length() / 3) + 1;
    for (String name : names) {
      int distance = written.length() > 100 ? Integer.MAX_VALUE : distance(written, name);
      if (distance < bestDistance) {
        bestDistance = distance;
        best = name;
      }
    }
    return best.isEmpty() ? "" : "; did you mean \"" + best + "\"?";
  }

  /**
   * The edit distance, with two neighbours exchanged as one edit; case and separators are no edits.
   */
  private static int distance(String left, String right) {
    String a = fold(left);
    String b = fold(right);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }

  private static String fold(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).replace("-", "").replace("_", "");
  }
}
