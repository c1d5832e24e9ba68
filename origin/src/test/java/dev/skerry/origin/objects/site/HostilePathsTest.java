package dev.skerry.origin.objects.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that nobody means well with: each has an answer, and nothing of it is a surprise. */
class HostilePathsTest {
  private static final String[] PIECES = {
    "/",
    "//",
    ".",
    "..",
    "%2F",
    "%2f",
    "%00",
    "%",
    "%4",
    "%GG",
    "%C3",
    "%A9",
    "%C3%A9",
    "%FF",
    "a",
    "docs",
    "index.html",
    "%25",
    "%0d%0a",
    "%5c",
    "\\",
    ";",
    "?",
    "*",
    " ",
    "\u00e9",
    "\u00ff",
    "+",
    "%ED%A0%80",
    "%F0%9F%98%80",
    "%C0%AF",
    "x".repeat(300),
    "%41".repeat(300),
    "%E2%82%AC".repeat(90)
  };

  @TempDir private Path folder;
  private SiteUnderTest site;

  @BeforeEach
  void open() throws IOException {
    site = new SiteUnderTest(folder);
    site.put("index.html", "docs/index.html", "a", "/a", "../a", "a%2Fb", "a\0b");
  }

  @AfterEach
  void close() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/%", "/%4", "/a%GG", "/%FF", "/%C3", "/%C0%AF", "/%ED%A0%80", "/\u00e9", "", "*"})
  void aPathThatIsNotEncodedRightIsRefused(String path) {
    SiteUnderTest.Answer answer = site.get(path);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.field("cache-control")).isEqualTo("no-store");
    assertThat(answer.tags()).isEqualTo("o:site/");
  }

  @Test
  void aPathIsDecodedOnceAndNotNormalised() {
    assertThat(site.get("//a").content()).isEqualTo("/a");
    assertThat(site.get("/%2Fa").content()).isEqualTo("/a");
    assertThat(site.get("/../a").content()).isEqualTo("../a");
    assertThat(site.get("/%2E%2E/a").content()).isEqualTo("../a");
    assertThat(site.get("/a%252Fb").content()).isEqualTo("a%2Fb");
    assertThat(site.get("/a%00b").content()).isEqualTo("a\0b");
    assertThat(site.get("/./a").status()).isEqualTo(404);
  }

  @Test
  void aPathThatIsTooLongForAKeyIsNotFound() {
    assertThat(site.get("/" + "x".repeat(1_024)).status()).isEqualTo(404);
    assertThat(site.get("/" + "x".repeat(1_025)).status()).isEqualTo(404);
    assertThat(site.get("/" + "%E2%82%AC".repeat(5_000) + "/").status()).isEqualTo(404);
  }

  @Test
  void noPathIsWithoutATaggedAnswer() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder path = new StringBuilder("/");
      for (int n = random.nextInt(8); n > 0; n--) {
        path.append(PIECES[random.nextInt(PIECES.length)]);
      }
      String asked = path.toString();
      SiteUnderTest.Answer answer = site.get(asked);
      assertThat(answer.status()).as("seed %d: %s", seed, asked).isIn(200, 302, 400, 404);
      assertThat(answer.field("surrogate-key")).as("seed %d: %s", seed, asked).isNotEmpty();
      assertThat(answer.tags().split(" ")).allMatch(tag -> tag.matches("o:site/[!-~]{0,200}"));
      assertThat(answer.tags().split(" ").length).isLessThanOrEqualTo(3);
      answer
          .fields()
          .forEach(
              (name, value) ->
                  assertThat(value).as("seed %d: %s: %s", seed, asked, name).matches("[ -~]*"));
      String location = answer.field("location");
      if (location != null) {
        assertThat(location).as("seed %d: %s", seed, asked).startsWith("/").doesNotStartWith("//");
      }
    }
  }
}
