package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an author's browser shows of a mistake. */
class MistakePageTest {
  @TempDir Path folder = Path.of("");

  private SourceExcerpt excerpt(String place, String... source) throws Exception {
    Path file = Files.write(folder.resolve("pages.js"), List.of(source));
    return Objects.requireNonNull(SourceExcerpt.of(place, Set.of(file), folder));
  }

  @Test
  void textHasTheLinesAroundThePlaceAndPointsAtTheColumn() throws Exception {
    MistakePage page =
        new MistakePage(
            "It cannot run",
            "SyntaxError",
            excerpt("a.yaml:1:2: does not compile: pages.js:2:3: SyntaxError", "a", "b c", "d"),
            "Mend it.");
    assertThat(page.page(null).text())
        .isEqualTo(
            """
            It cannot run

            SyntaxError

            %s:2:3
                 1 | a
            >    2 | b c
                   |   ^
                 3 | d

            Mend it.
            """
                .formatted(folder.resolve("pages.js")));
  }

  @Test
  void whatAnAuthorWroteIsNoMarkupOfThePage() throws Exception {
    MistakePage page =
        new MistakePage(
            "<i>", "\"&\" <script>", excerpt("pages.js:1", "<script>alert('\"')</script>"), "");
    String html = page.page("text/html").text();
    assertThat(html)
        .contains("<h1>&lt;i&gt;</h1>", "&quot;&amp;&quot; &lt;script&gt;")
        .contains("<b>1</b>&lt;script&gt;alert('&quot;')&lt;/script&gt;</span>")
        .doesNotContain("<script>");
  }

  @Test
  void whatCannotBeReadIsShownAsSignsAndWhatIsTooLongIsCut() throws Exception {
    String source = "a\0" + "x".repeat(100_000) + "here" + "y".repeat(100_000);
    int column = source.indexOf("here") + 1;
    MistakePage page =
        new MistakePage(
            "It cannot run",
            "\0\u001b[31m" + "m".repeat(100_000),
            excerpt("pages.js:1:" + column, source, "b\0"),
            "");
    String text = page.page(null).text();
    assertThat(text).contains("␀␛[31mmmm", "m …\n", "b␀").doesNotContain("\0", "\u001b");
    assertThat(text.length()).isLessThan(10_000);
    assertThat(page.html()).contains("here").doesNotContain("\0");
    List<String> lines = text.lines().toList();
    int at =
        lines.indexOf(
            lines.stream().filter(each -> each.startsWith(">")).findFirst().orElseThrow());
    assertThat(lines.get(at).indexOf("here")).isEqualTo(lines.get(at + 1).indexOf('^'));
    assertThat(new MistakePage("It failed", "", null, "").page(null).text())
        .contains("(without a message)");
  }

  @Test
  void onlyFilesOfTheHandlerAndSourcesBelowItAreShown() throws Exception {
    Path file = Files.writeString(folder.resolve("pages.jar"), "");
    Path source = folder.resolve("src/main/java/com/example/Pages.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "class Pages {}\n");
    Files.writeString(folder.resolve("secret.txt"), "secret\n");
    assertThat(SourceExcerpt.of("Pages.java:1", Set.of(file), folder))
        .extracting(SourceExcerpt::file)
        .isEqualTo(source);
    assertThat(SourceExcerpt.of("secret.txt:1", Set.of(file), folder)).isNull();
    assertThat(SourceExcerpt.of("../secret.txt:1", Set.of(file), folder)).isNull();
    assertThat(SourceExcerpt.of("Pages.java:9", Set.of(file), folder)).isNull();
    assertThat(SourceExcerpt.of("no place", Set.of(file), folder)).isNull();
  }
}
