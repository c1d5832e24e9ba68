package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.Hook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edge on which handlers are tried takes from a configuration. */
class TriedHandlersTest {
  @TempDir Path folder = Path.of("");

  private Compiled tried(String document) throws Exception {
    Files.writeString(folder.resolve("pages.js"), "function handler(e) { return e.request; }");
    Path file = Files.writeString(folder.resolve("skerry.yaml"), document);
    return (Compiled) new TriedHandlers(file, Hook.VIEWER_REQUEST, "http://127.0.0.1:9").load();
  }

  @Test
  void handlersHaveWhatIsBoundToThemAndItsSecretsAreNotShown() throws Exception {
    Files.writeString(folder.resolve("key.txt"), "from the file");
    Files.writeString(folder.resolve("moved.json"), "{\"/old\": \"/new\"}");
    Compiled tried =
        tried(
            """
            key-values:
              moved: {source: moved.json}
            handlers:
              pages:
                source: pages.js
                bindings:
                  GREETING: {variable: hello}
                  KEY: {secret: of the document}
                  KEY_OF_FILE: {secret-file: key.txt}
                  MOVED: {key-values: moved}
            sites:
              - {hosts: a.example, origin: "http://a.example", viewer-request: pages}
            """);
    Bindings bindings = tried.snapshot().handlers().iterator().next().bindings();
    assertThat(List.of("GREETING", "KEY", "KEY_OF_FILE"))
        .extracting(bindings::text)
        .containsExactly("hello", "of the document", "from the file");
    assertThat(bindings.keyValues("MOVED").get("/old")).isEqualTo("/new");
    assertThat(tried.shown().json()).doesNotContain("of the document");
  }

  @Test
  void theLimitsAndThePoolsOfTheDocumentHoldHereToo() throws Exception {
    Compiled tried =
        tried(
            """
            limits: {key-values-value-bytes: 70000, tags: 7}
            key-values:
              long: {entries: {key: "%s"}}
            pools:
              api: {origins: ["http://api.example"]}
            handlers:
              pages:
                source: pages.js
                limits: {cpu-time: 7ms}
                bindings: {LONG: {key-values: long}}
            sites:
              - {hosts: a.example, pool: api, viewer-request: pages}
            """
                .formatted("x".repeat(66_000)));
    assertThat(tried.snapshot().limits().tags()).isEqualTo(7);
    assertThat(tried.snapshot().pools()).containsKey("api");
    assertThat(tried.snapshot().handlers().iterator().next().limits().get(HandlerLimit.CPU_TIME))
        .isEqualTo(7);
  }

  @Test
  void everyHookIsTakenWithItsPath() throws Exception {
    Compiled tried =
        tried(
            """
            handlers:
              pages: {source: pages.js}
            sites:
              - hosts: a.example
                origin: "http://a.example"
                origin-request: pages
                origin-response: pages
                rules:
                  - {path: "/docs/**", viewer-request: pages, viewer-response: pages}
            """);
    assertThat(tried.shown().json())
        .contains("origin-request", "origin-response", "viewer-request", "viewer-response")
        .contains("/docs/**");
  }
}
