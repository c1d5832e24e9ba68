package dev.skerry.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "/about, /about, true",
    "/about, /about/, false",
    "/about, /About, false",
    "/static/*, /static/a.css, true",
    "/static/*, /static/, true",
    "/static/*, /static, false",
    "/static/*, /static/a/b.css, false",
    "/static/**, /static/a/b.css, true",
    "/static/**, /static/, true",
    "/static/**, /static, true",
    "/static/**, /statically, false",
    "/**, /, true",
    "/**, /a/b, true",
    "*, /a/b, true",
    "**, /a/b, true",
    "*.jpg, /a/b.jpg, true",
    "*.jpg, /.jpg, true",
    "*.jpg, /a.jpg/b, false",
    "*.jpg, /a.JPG, false",
    "/a/*/c, /a/b/c, true",
    "/a/*/c, /a/b/b/c, false",
    "/a/**/c, /a/b/b/c, true",
    "/a/**/c, /a/c, false",
    "/a/**/c/**, /a/b/c, true",
    "/a/**/c/**, /a/b/c/d, true",
    "/a/**/*.css, /a/b/c/d.css, true",
    "/a/**/*.css, /a/b/c/d.js, false",
    "/a*b*c, /axxbxxbyyc, true",
    "/a*b*c, /axxbxx/byyc, false",
    "/**b/c*d, /xb/cx/yb/czd, true",
    "*/edit, /a/b/edit, true",
    "*/edit*, /a/b/edit-me, true",
    "*/edit*, /a/b/edit/me, false",
    "'~^/user/[0-9]+$', /user/12, true",
    "'~^/user/[0-9]+$', /user/12a, false",
    "~admin, /x/admin/y, true",
    "/caf\u00e9, /caf%C3%A9, true",
    "/%7Euser/*, /~user/x, true",
    "/%2f, /%2F, true",
  })
  void a_pattern_matches_paths(String pattern, String path, boolean matches) {
    PathPattern compiled = PathPattern.compile(pattern);
    assertThat(compiled.matches(path)).isEqualTo(matches);
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource({
    "/static/**, /static/a/b, /static/a/b|a/b",
    "/static/**, /static, /static|''",
    "/**, /a/b, /a/b|a/b",
    "*.jpg, /a/b.jpg, /a/b.jpg|/a/b",
    "/a/*/c/*, /a/1/c/2, /a/1/c/2|1|2",
    "~^/(x)?(.*)$, /yz, /yz||yz",
    "/none, /none, /none",
    "/a/*, /b, /b|",
  })
  void stars_and_groups_are_captured(String pattern, String path, String captures) {
    assertThat(String.join("|", PathPattern.compile(pattern).captures(path)))
        .isEqualTo(captures.replace("''", ""));
  }

  @ParameterizedTest(name = "{0} covers {1}: {2}")
  @CsvSource({
    "/**, /a, true",
    "/a/**, /a/*, true",
    "/a/**, /a, true",
    "/a/**, /ab/*, false",
    "/a/*, /a/b, true",
    "*.jpg, /x/*.jpg, true",
    "*.jpg, *.big.jpg, true",
    "*.jpg, *.png, false",
    "/a, /a/**, false",
    "~^/a, /ab, true",
    "/x/*, /x/**, false",
  })
  void a_pattern_covers_another(String pattern, String other, boolean covers) {
    assertThat(PathPattern.compile(pattern).covers(PathPattern.compile(other))).isEqualTo(covers);
  }

  @ParameterizedTest
  @CsvSource({"''", "static", "//a", "/a/../b", "/a/./b", "/a?b", "'~['", "'~(?=a)'"})
  void what_is_no_pattern_is_refused(String pattern) {
    assertThatThrownBy(() -> PathPattern.compile(pattern))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The matcher without backtracking must agree with the regular expression that captures. */
  @Test
  void globs_agree_with_their_regular_expressions() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      String glob = "/" + text(random, "ab/*", 8).replaceAll("\\*{3,}", "**").replaceAll("/+", "/");
      String path = "/" + text(random, "ab/", 10);
      PathPattern pattern;
      try {
        pattern = PathPattern.compile(glob.replace("//", "/"));
      } catch (IllegalArgumentException e) {
        continue;
      }
      boolean captured = com.google.re2j.Pattern.matches(regex(pattern.toString()), path);
      assertThat(pattern.matches(path))
          .as("seed %d: %s and %s", seed, pattern, path)
          .isEqualTo(captured);
    }
  }

  private static String regex(String glob) {
    String open = glob.endsWith("/**") ? glob.substring(0, glob.length() - 3) : glob;
    String regex = open.replace("**", "\u0000").replace("*", "[^/]*").replace("\u0000", ".*");
    return glob.endsWith("/**") ? regex + "(/.*)?" : regex;
  }

  private static String text(Random random, String letters, int max) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(max); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
