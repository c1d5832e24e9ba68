package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What authors of handlers do with a program that runs: dev, deploy, versions, rollback. */
class HandlerProgramsTest {
  @TempDir Path folder = Path.of("");

  private final HttpClient client = HttpClient.newHttpClient();

  private static String answering(String text) {
    return "function handler(event) {\n  return {statusCode: 200, body: '%s'};\n}\n"
        .formatted(text);
  }

  /** With limits that a busy machine does not reach. */
  private Path document() throws Exception {
    return Files.writeString(
        folder.resolve("skerry.yaml"),
        """
        handlers:
          pages: {source: pages.js, limits: {cpu-time: 20s, wall-time: 60s}}
        sites:
          - {hosts: "*", origin: "http://127.0.0.1:9", viewer-request: pages}
        """);
  }

  /** As browsers ask. */
  private String page(URI edge) throws Exception {
    HttpRequest asked =
        HttpRequest.newBuilder(edge.resolve("/x")).header("accept", "text/html,*/*").build();
    HttpResponse<String> answer = client.send(asked, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
    return answer.body();
  }

  private void awaitAnswer(URI edge, String text) throws Exception {
    Await.until("the edge answers " + text, () -> get(edge).contains(text));
  }

  private String get(URI edge) throws Exception {
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(edge.resolve("/x")).build(), BodyHandlers.ofString());
    return answer.body();
  }

  @Test
  void codeIsDeployedListedAndTakenBack() throws Exception {
    Path source = Files.writeString(folder.resolve("pages.js"), answering("one"));
    Path document = document();
    String data = folder.resolve("data").toString();
    try (Program program = Program.runAnywhere(folder.resolve("data"))) {
      URI edge = program.ready("edge");
      assertThat(Terminal.type("config", "apply", document + "", "--wait", "30", "--data", data))
          .returns("", Terminal::err);
      assertThat(get(edge)).isEqualTo("one");

      Files.writeString(source, answering("two"));
      Terminal deployed =
          Terminal.type(
              "handler",
              "deploy",
              "pages",
              source + "",
              "-m",
              "again",
              "--wait",
              "30",
              "--data",
              data);
      assertThat(deployed.err()).isEmpty();
      assertThat(deployed.out()).startsWith("version 2 is in force on 1 edge, after ");
      assertThat(get(edge)).isEqualTo("two");
      assertThat(Terminal.type("handler", "list", "--data", data).out())
          .startsWith("HANDLER  KIND  FILE")
          .contains("pages    js    pages.js");
      assertThat(Terminal.type("handler", "versions", "pages", "--data", data).out())
          .matches("(?s)VERSION  CODE .*\n      2  [0-9a-f]{12} .*again\n      1  .*");

      Terminal back = Terminal.type("handler", "rollback", "pages", "--data", data);
      assertThat(back.err()).isEmpty();
      assertThat(back.out()).startsWith("version 3 is in force on 1 edge, after ");
      assertThat(Terminal.type("handler", "versions", "pages", "--data", data).out())
          .contains("      3  ", "  the code of version 1\n");
      assertThat(get(edge)).isEqualTo("one");

      Files.writeString(source, "function handler(event) {\n  return event.;\n}\n");
      Terminal wrong = Terminal.type("handler", "deploy", "pages", source + "", "--data", data);
      assertThat(wrong.exitCode()).isEqualTo(1);
      assertThat(wrong.err())
          .startsWith("skerry: " + source + " is wrong and was not deployed; edges go on with")
          .contains("\n  " + source + ":2:", "SyntaxError");
      Terminal none = Terminal.type("handler", "deploy", "page", source + "", "--data", data);
      assertThat(none.err())
          .isEqualTo(
              "skerry: the node refused: the configuration has no handler page; expected one of"
                  + " pages\n");
    }
  }

  @Test
  void whatAHandlerWritesAndHowItFailsIsFollowedAcrossTheFleet() throws Exception {
    Files.writeString(
        folder.resolve("pages.js"),
        """
        function handler(event) {
          console.log('asked for', event.request.uri);
          return event.none.such;
        }
        """);
    String document = document().toString();
    String data = folder.resolve("data").toString();
    try (Program program = Program.runAnywhere(folder.resolve("data"))) {
      URI edge = program.ready("edge");
      assertThat(Terminal.type("config", "apply", document, "--wait", "30", "--data", data))
          .returns("", Terminal::err);
      assertThat(get(edge)).contains("proxy_internal_error");
      Terminal tail =
          Terminal.type("handler", "tail", "pages", "--since", "600", "--for", "0", "--data", data);
      assertThat(tail.err()).isEmpty();
      assertThat(tail.out().lines())
          .hasSize(2)
          .first()
          .asString()
          .matches("\\S+Z \\S+ [0-9a-f]{12} viewer-request \\S+ info pages.js:2: asked for /x");
      assertThat(tail.out().lines().skip(1).findFirst().orElseThrow())
          .contains(" viewer-request ")
          .contains(" error pages.js:3: exception: TypeError");
      Terminal none = Terminal.type("handler", "tail", "page", "--for", "0", "--data", data);
      assertThat(none.err()).contains("the configuration has no handler 'page'");
    }
  }

  @Test
  void whoFollowsAHandlerHearsOfItAgainWhenTheNodeIsBack() throws Exception {
    Files.writeString(folder.resolve("pages.js"), "function handler(event) { return none; }");
    String document = document().toString();
    Path data = folder.resolve("data");
    try (Program first = Program.runAnywhere(data)) {
      URI _ = first.ready("edge");
      assertThat(Terminal.type("config", "apply", document, "--wait", "30", "--data", data + ""))
          .returns("", Terminal::err);
      try (Program tail = Program.type("handler", "tail", "pages", "--data", data + "")) {
        tail.awaitLog("(following pages on all edges;");
        first.signal("TERM");
        assertThat(first.exitCode()).isZero();
        tail.awaitLog("; trying again)");
        try (Program again = Program.runAnywhere(data)) {
          URI edge = again.ready("edge");
          tail.awaitLog("(it answers again)");
          assertThat(get(edge)).contains("proxy_internal_error");
          Await.until(
              "the failure is told", () -> tail.readyLine().contains("exception: ReferenceError"));
        }
      }
    }
  }

  @Test
  void anEdgeFollowsTheFileThatIsBeingWritten() throws Exception {
    Path source = Files.writeString(folder.resolve("pages.js"), answering("one"));
    Path document = document();
    try (Program program = Program.type("handler", "dev", folder.toString(), "--port", "0")) {
      String ready = program.readyLine();
      assertThat(ready).startsWith("skerry ready: http://127.0.0.1:").endsWith(" " + document);
      URI edge = URI.create(ready.split(" ", -1)[2]);
      assertThat(get(edge)).isEqualTo("one");
      Files.writeString(source, "function handler(event) {\n  return event.;\n}\n");
      program.awaitLog("does not compile: pages.js:2:");
      awaitAnswer(edge, "What was saved last cannot run");
      assertThat(get(edge)).contains("does not compile: pages.js:2:", ">    2 |   return event.;");

      Files.writeString(source, "function handler(event) {\n  return event.none.such;\n}\n");
      program.awaitLog("skerry.yaml is in force");
      awaitAnswer(edge, "The handler pages failed at viewer-request");
      assertThat(page(edge))
          .contains("pages.js:2: exception: TypeError")
          .contains("<span class=\"line here\"><b>2</b>  return event.none.such;</span>");
      Files.writeString(
          source,
          "function handler(event) {\n  event.request.uri = '/y';\n  return event.request;}");
      awaitAnswer(edge, "GET /y");
      assertThat(get(edge)).startsWith("GET /y\nhost: 127.0.0.1:");
      program.signal("TERM");
      assertThat(program.exitCode()).isZero();
    }
  }
}
