package dev.skerry.origin.objects.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.objects.Versioning;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which object answers for a path, with which status, until what changes. */
class PathsTest {
  private static final String EXAMPLES =
      """
      <IndexDocument><Suffix>home.html</Suffix></IndexDocument>
      <ErrorDocument><Key>errors/4xx.html</Key></ErrorDocument>
      """;

  @TempDir private Path folder;
  private SiteUnderTest site;

  @BeforeEach
  void open() throws IOException {
    site = new SiteUnderTest(folder);
    site.put("index.html", "docs/index.html", "a.txt", "both", "both/index.html", "é &?");
    site.put("home.html", "docs/home.html", "folder/", "/slash");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private void check(
      String path, int status, @Nullable String content, @Nullable String location, String tags) {
    for (String method : new String[] {"GET", "HEAD"}) {
      SiteUnderTest.Answer answer = site.ask(method, "site", path);
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.field("location")).isEqualTo(location);
      assertThat(answer.tags()).isEqualTo(tags);
      assertThat(answer.field("skerry-cache-control")).isEqualTo("max-age=31536000");
      assertThat(answer.field("cache-control")).isEqualTo("no-cache");
      boolean html = content != null && content.equals("HTML");
      String whole = html ? site.get(path).content() : content == null ? "" : content;
      assertThat(answer.told()).isEqualTo(whole.getBytes(UTF_8).length);
      assertThat(answer.content()).isEqualTo(method.equals("GET") ? whole : "");
      if (html) {
        assertThat(whole).contains("<h1>404 Not Found</h1>");
        assertThat(answer.field("content-type")).isEqualTo("text/html; charset=utf-8");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          /,              200, index.html,      -,       o:site/index.html
          /index.html,    200, index.html,      -,       o:site/index.html
          /a.txt,         200, a.txt,           -,       o:site/a.txt
          /%61.txt,       200, a.txt,           -,       o:site/a.txt
          /docs/,         200, docs/index.html, -,       o:site/docs/index.html
          /docs,          302, -,               /docs/,  o:site/docs o:site/docs/index.html
          /both,          200, both,            -,       o:site/both
          /both/,         200, both/index.html, -,       o:site/both/index.html
          /%C3%A9%20&%3F, 200, é &?,            -,       o:site/%C3%A9%20%26%3F
          //slash,        200, /slash,          -,       o:site//slash
          /%2Fslash,      200, /slash,          -,       o:site//slash
          /folder/,       404, HTML, -, o:site/404.html o:site/folder/index.html
          /folder,        404, HTML, -, o:site/404.html o:site/folder o:site/folder/index.html
          /no,            404, HTML, -, o:site/404.html o:site/no o:site/no/index.html
          /no/,           404, HTML, -, o:site/404.html o:site/no/index.html
          /A.txt,         404, HTML, -, o:site/404.html o:site/A.txt o:site/A.txt/index.html
          """)
  void aBucketWithoutConfigurationAnswersByItsKeysAlone(
      String path, int status, @Nullable String content, @Nullable String location, String tags) {
    check(path, status, content, location, tags);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          /,           200, home.html,      -,      o:site/home.html
          /docs/,      200, docs/home.html, -,      o:site/docs/home.html
          /docs,       302, -,              /docs/, o:site/docs o:site/docs/home.html
          /index.html, 200, index.html,     -,      o:site/index.html
          /both/,      404, HTML, -, o:site/both/home.html o:site/errors/4xx.html
          """)
  void aConfiguredBucketAnswersByItsConfiguration(
      String path, int status, @Nullable String content, @Nullable String location, String tags) {
    site.configure(EXAMPLES);
    check(path, status, content, location, tags);
  }

  @Test
  void theErrorDocumentIsTheContentOfANotFound() {
    site.put("404.html", "errors/4xx.html");
    check("/no/", 404, "404.html", null, "o:site/404.html o:site/no/index.html");
    site.configure(EXAMPLES);
    check("/no/", 404, "errors/4xx.html", null, "o:site/errors/4xx.html o:site/no/home.html");
    assertThat(site.get("/errors/4xx.html").status()).isEqualTo(200);
  }

  @Test
  void aSiteWithoutAnErrorDocumentHasNoneByDefault() {
    site.put("404.html");
    site.configure("<IndexDocument><Suffix>home.html</Suffix></IndexDocument>");
    check("/no/", 404, "HTML", null, "o:site/no/home.html");
  }

  @Test
  void whatWasDeletedIsNotThereWhetherVersionsAreKeptOrNot() {
    site.delete("a.txt");
    assertThat(site.get("/a.txt").status()).isEqualTo(404);
    var _ = site.store().buckets().setVersioning(site.bucket, Versioning.ENABLED);
    site.delete("index.html");
    site.delete("docs/index.html");
    assertThat(site.get("/").status()).isEqualTo(404);
    assertThat(site.get("/docs").status()).isEqualTo(404);
    site.put("docs/index.html");
    assertThat(site.get("/docs").status()).isEqualTo(302);
  }

  @Test
  void aBucketThatIsNotThereIsANotFoundThatEndsWhenItIsMade() {
    SiteUnderTest.Answer answer = site.ask("GET", "other", "/index.html");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.content()).isEqualTo("There is no bucket other.");
    assertThat(answer.field("content-type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(answer.tags()).isEqualTo("o:other/");
    assertThat(answer.field("skerry-cache-control")).isEqualTo("max-age=31536000");
  }

  @ParameterizedTest
  @CsvSource({"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get"})
  void allMethodsButGetAndHeadAreRefused(String method) {
    SiteUnderTest.Answer answer = site.ask(method, "site", "/a.txt");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.field("allow")).isEqualTo("GET, HEAD");
    assertThat(answer.field("cache-control")).isEqualTo("no-store");
    assertThat(answer.field("skerry-cache-control")).isNull();
    assertThat(answer.tags()).isEqualTo("o:site/");
  }
}
