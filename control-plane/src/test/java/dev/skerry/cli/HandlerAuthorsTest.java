package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.Hook;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What authors of handlers do without a server: new, test, invoke. */
class HandlerAuthorsTest {
  @TempDir Path folder = Path.of("");

  private Path pages = Path.of("");

  @BeforeEach
  void write() throws Exception {
    pages = Files.createDirectories(folder.resolve("pages"));
    write(HandlerScaffold.Shape.FUNCTION, Hook.VIEWER_REQUEST);
  }

  private void write(HandlerScaffold.Shape shape, Hook hook) throws Exception {
    HandlerScaffold scaffold =
        new HandlerScaffold("pages", HandlerScaffold.Language.JS, shape, hook);
    for (var file : scaffold.files().entrySet()) {
      Path path = pages.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  /** With limits that a busy machine does not reach. */
  private void patient() throws Exception {
    Path document = pages.resolve("skerry.yaml");
    Files.writeString(
        document,
        Files.readString(document)
            .replace(
                "source: pages.js",
                "source: pages.js\n    limits: {cpu-time: 20s, wall-time: 60s}"));
  }

  @ParameterizedTest
  @CsvSource({
    "FUNCTION, viewer-request",
    "FUNCTION, viewer-response",
    "MODULE, viewer-request",
    "MODULE, viewer-response",
    "MODULE, origin-request",
    "MODULE, origin-response"
  })
  void aNewHandlerPassesItsOwnTest(HandlerScaffold.Shape shape, String hook) throws Exception {
    write(shape, new HookName().convert(hook));
    patient();
    Terminal terminal = Terminal.type("handler", "test", pages.toString());
    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.out()).contains("ok    pages: ").endsWith(" passed, 0 failed\n");
    assertThat(terminal.exitCode()).isZero();
  }

  @Test
  void aModuleInTypeScriptHasTheTypesOfItsShape() {
    var files =
        new HandlerScaffold(
                "pages",
                HandlerScaffold.Language.TS,
                HandlerScaffold.Shape.MODULE,
                Hook.ORIGIN_RESPONSE)
            .files();
    assertThat(files.get("pages.ts")).contains("async originResponse(", "satisfies Skerry.Handler");
    assertThat(files.get("skerry.d.ts")).contains("namespace Skerry");
  }

  @Test
  void whatIsThereIsNotOverwritten() {
    Terminal terminal = Terminal.type("handler", "new", "src");
    assertThat(terminal.exitCode()).isEqualTo(1);
    assertThat(terminal.err()).startsWith("skerry: src is there already");
  }

  @Test
  void whatIsNotAsExpectedIsToldWithTheLogAndEndsWith1() throws Exception {
    patient();
    Path source = pages.resolve("pages.js");
    Files.writeString(source, Files.readString(source).replace("index.html", "index.htm"));
    Terminal terminal = Terminal.type("handler", "test", pages.toString());
    assertThat(terminal.out())
        .isEqualTo(
            """
            FAIL  pages: the address of a folder means its index page
                  request.path: expected "/docs/index.html", was "/docs/index.htm"
                  log: pages.js:12: index page of /docs/
            ok    pages: a page that has moved is answered with its new address
            ok    pages: any other request goes on as it is
            2 passed, 1 failed
            """);
    assertThat(terminal.exitCode()).isEqualTo(1);
  }

  @Test
  void whatCannotBeTestedEndsWith2AndSaysWhere() throws Exception {
    Path source = pages.resolve("pages.js");
    Files.writeString(source, "function handler(event) {\n  return event.;\n}\n");
    Terminal compiled = Terminal.type("handler", "test", pages.toString());
    assertThat(compiled.exitCode()).isEqualTo(2);
    assertThat(compiled.err())
        .startsWith("skerry: the configuration is wrong:\n")
        .contains("skerry.yaml:4:13")
        .contains("does not compile: pages.js:2:");
    Path event = Files.writeString(pages.resolve("a.event.json"), "{\"request\": {\"url\": 7}}");
    Terminal read = Terminal.type("handler", "test", event.toString());
    assertThat(read.exitCode()).isEqualTo(2);
    assertThat(read.err())
        .isEqualTo("skerry: " + event + ": /request/url: expected a string, found 7\n");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(Terminal.type("handler", "test", empty.toString()).err())
        .contains("there are no event files in " + empty + "; expected events/*.json or");
  }

  @Test
  void aHandlerAloneIsTestedWithoutAConfiguration() throws Exception {
    Files.delete(pages.resolve("skerry.yaml"));
    Path event = pages.resolve("events/pages.json");
    assertThat(Terminal.type("handler", "test", event.toString()).err())
        .contains("there is no skerry.yaml beside it or in the folder above");
    Path source = Files.writeString(pages.resolve("none.txt"), "");
    assertThat(
            Terminal.type("handler", "test", event.toString(), "--handler", source.toString())
                .err())
        .contains("none.txt: expected a file that ends with .jar, .js, .mjs, .wasm");
  }

  @Test
  void invokingTellsTheVerdictTheLogAndWhatItTook() throws Exception {
    patient();
    Terminal terminal =
        Terminal.type(
            "handler",
            "invoke",
            "pages",
            "--config",
            pages.resolve("skerry.yaml").toString(),
            "--url",
            "http://a.example/docs/?a=1",
            "-H",
            "Accept: text/html",
            "--times",
            "3");
    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.out())
        .startsWith(
            """
            verdict   the request goes on
                      GET http://a.example/docs/index.html?a=1
            log       pages.js:12: index page of /docs/
            wall\
            """)
        .contains(" of 20000 ms\nmemory    ")
        .contains("3 calls");
    assertThat(terminal.exitCode()).isZero();
  }

  @Test
  void aCallThatFailsEndsWith1() throws Exception {
    Path source =
        Files.writeString(folder.resolve("bad.js"), "function handler(e) { throw 'no'; }");
    Terminal terminal =
        Terminal.type("handler", "invoke", source.toString(), "--url", "https://example.com/");
    assertThat(terminal.exitCode()).isEqualTo(1);
    assertThat(terminal.out()).startsWith("verdict   failed: ");
  }

  @Test
  void aFileThatIsNotThereIsToldAsThatAndNotAsAMissingConfiguration() throws Exception {
    String missing = folder.resolve("none.js").toString();
    String config = folder.resolve("skerry.yaml").toString();
    Terminal terminal =
        Terminal.type("handler", "invoke", missing, "--config", config, "--url", "/");
    assertThat(terminal.err())
        .contains("there is no file " + missing, "no " + config + " that could have a handler");
    assertThat(terminal.exitCode()).isEqualTo(2);

    String script = Files.writeString(folder.resolve("typed.ts"), "let a: number;").toString();
    terminal = Terminal.type("handler", "invoke", script, "--config", config, "--url", "/");
    assertThat(terminal.err()).contains("typed.ts: expected a file that ends with", "a compiler");
    assertThat(terminal.exitCode()).isEqualTo(2);
  }

  @Test
  void aWrongUrlOrHookIsToldWithWhatWasExpected() {
    assertThat(Terminal.type("handler", "invoke", "a.js", "--url", "x y").err())
        .startsWith("skerry: expected a URL, as https://example.com/a?b=c");
    assertThat(Terminal.type("handler", "invoke", "a.js", "--url", "/", "--hook", "x").err())
        .contains("expected one of viewer-request, origin-request,");
  }

  @Test
  void ofALanguageThatIsNotWrittenItSaysWhichAre() {
    assertThat(Terminal.type("handler", "new", "x", "--lang", "php").err())
        .contains("expected js, ts, java or wasm, found php");
  }
}
