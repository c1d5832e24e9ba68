package dev.skerry.loadtest.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.skerry.loadtest.harness.EdgeUnderTest;
import dev.skerry.loadtest.harness.JdkOrigin;
import dev.skerry.loadtest.harness.NeedsTools;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsTools({"chromium", "certutil"})
class BrowserTest {
  private static final Map<String, String> TYPES =
      Map.of(
          "html",
          "text/html; charset=utf-8",
          "css",
          "text/css",
          "js",
          "text/javascript",
          "svg",
          "image/svg+xml",
          "json",
          "application/json");
  private static final Pattern ENTRY = Pattern.compile("<li>(\\S*) (\\S+)</li>");

  @TempDir Path home;

  @Test
  void aPageAndItsResourcesLoadInABrowserOverHttp2AndTlsOrSkippedWithoutChromiumAndCertutil()
      throws IOException {
    try (JdkOrigin origin = JdkOrigin.start(BrowserTest::page);
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin.uri())) {
      Chromium browser = new Chromium(home);
      browser.trust(edge.authority());
      URI page = URI.create("https://localhost:" + edge.https().getPort() + "/");
      String document = browser.document(page);
      assertThat(document).contains("data-done=\"rgb(20, 80, 120) 120\"", "hello, browser");
      assertThat(ENTRY.matcher(document).results().map(MatchResult::group))
          .containsExactlyInAnyOrder(
              "<li>h2 /</li>",
              "<li>h2 /style.css</li>",
              "<li>h2 /script.js</li>",
              "<li>h2 /module.js</li>",
              "<li>h2 /data.json</li>",
              "<li>h2 /one.svg</li>",
              "<li>h2 /two.svg</li>");

      Path picture = Path.of("target", "browser.png").toAbsolutePath();
      Files.deleteIfExists(picture);
      browser.screenshot(page, picture);
      assertThat(picture).isNotEmptyFile();
    }
  }

  private static void page(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String name = path.equals("/") ? "index.html" : path.substring(1);
    try (InputStream file = BrowserTest.class.getResourceAsStream("page/" + name)) {
      if (file == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] content = file.readAllBytes();
      String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().set("Cache-Control", "max-age=60");
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    }
  }
}
