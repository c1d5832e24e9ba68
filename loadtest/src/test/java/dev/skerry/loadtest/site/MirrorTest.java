package dev.skerry.loadtest.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.loadtest.harness.Command;
import dev.skerry.loadtest.harness.EdgeUnderTest;
import dev.skerry.loadtest.harness.FreePort;
import dev.skerry.loadtest.harness.NeedsTools;
import dev.skerry.loadtest.harness.Nginx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsTools({"nginx", "wget", "curl"})
class MirrorTest {
  private static final long SEED = Long.getLong("skerry.seed", 20260101L);
  private static final Duration MIRROR = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void
      aThousandFilesAreMirroredByteForByteAlsoWithTheOriginStoppedOrSkippedWithoutNginxWgetAndCurl()
          throws IOException {
    System.out.println("seed of the mirrored site: " + SEED);
    Path root = Files.createDirectories(folder.resolve("site"));
    SeededSite site = SeededSite.write(SEED, root);
    int port = FreePort.choose();
    try (Nginx origin = Nginx.start(port, origin(port, root));
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf(URI.create("http://127.0.0.1:" + port))) {
      List<String> linked = site.files().stream().filter(MirrorTest::canBeCrawled).toList();
      assertThat(linked.size()).isGreaterThan(1000);
      assertSame(site, linked, crawl(edge, "crawled"), "crawled with wget");
      assertSame(site, site.files(), fetchAll(edge, site, "fetched"), "fetched with curl");
      origin.close();
      assertSame(site, linked, crawl(edge, "crawled-2"), "crawled with the origin stopped");
      assertSame(site, site.files(), fetchAll(edge, site, "fetched-2"), "fetched with it stopped");
    }
  }

  private static String origin(int port, Path root) {
    return """
      types { text/html html; text/css css; application/javascript js; image/png png; }
      server {
        listen 127.0.0.1:%d;
        root %s;
        autoindex on;
        expires 1h;
      }
    """
        .formatted(port, root);
  }

  /**
   * nginx's index pages hide dot files, and wget changes the names of files with a percent sign.
   */
  private static boolean canBeCrawled(String name) {
    return !("/" + name).contains("/.") && !name.contains("%");
  }

  /** Follows every link from the front page, as a mirror does. */
  private Path crawl(EdgeUnderTest edge, String name) throws IOException {
    Path target = Files.createDirectories(folder.resolve(name));
    Command.of(
            "wget",
            "--no-verbose",
            "--recursive",
            "--level=inf",
            "--no-parent",
            "--no-host-directories",
            "--restrict-file-names=nocontrol",
            "--no-iri",
            "--execute=robots=off",
            "--tries=1",
            "--timeout=20",
            "--directory-prefix=" + target,
            edge.http() + "/")
        .with(Map.of("LC_ALL", "C.UTF-8"))
        .run(MIRROR);
    return target;
  }

  /** Fetches every file by its URL, many at once. */
  private Path fetchAll(EdgeUnderTest edge, SeededSite site, String name) throws IOException {
    Path target = Files.createDirectories(folder.resolve(name));
    StringBuilder urls = new StringBuilder();
    for (String file : site.files()) {
      urls.append("url = \"%s%s\"\n".formatted(edge.http(), SeededSite.urlPath(file)));
      urls.append("output = \"%s\"\n".formatted(quoted(target.resolve(file).toString())));
    }
    Path list = folder.resolve(name + ".curl");
    Files.writeString(list, urls);
    Command.of(
            "curl",
            "--silent",
            "--show-error",
            "--fail",
            "--globoff",
            "--create-dirs",
            "--parallel",
            "--parallel-max",
            "16",
            "--max-time",
            "60",
            "--config",
            list.toString())
        .run(MIRROR);
    return target;
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static void assertSame(SeededSite site, List<String> names, Path mirror, String how)
      throws IOException {
    Map<String, String> wrong = new TreeMap<>();
    for (String name : names) {
      Path copy = mirror.resolve(name);
      if (!Files.exists(copy)) {
        wrong.put(name, "is missing");
      } else if (Files.mismatch(site.file(name), copy) != -1) {
        wrong.put(
            name, "differs, " + Files.size(copy) + " bytes of " + Files.size(site.file(name)));
      }
    }
    assertThat(wrong).as(how).isEmpty();
  }
}
