package dev.skerry.control.sites;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skerry.control.sites.ConfigCalls.Origin;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.sync.Report;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The calls about the code of handlers, without edges. JSON is written with ' for ". */
class HandlerCallsTest {
  private static final String DOCUMENT =
      """
      handlers:
        pages: {source: pages.js}
        inline: {code: "function handler(e) { return e.request; }"}
      sites:
        - {hosts: "*", origin: "http://127.0.0.1:%d", viewer-request: pages}
      """;

  private CalledSites called;
  private Sites sites;

  @BeforeEach
  void open(@TempDir Path folder) {
    called = new CalledSites(folder, of -> HandlerCalls.of(of, new Origin.Api()));
    sites = called.sites;
  }

  @AfterEach
  void close() {
    called.close();
  }

  private static String source(String path) {
    return "function handler(e) { e.request.uri = '/%s'; return e.request; }".formatted(path);
  }

  private static String code(String source) {
    return "{'code': '%s', 'message': 'why'}"
        .formatted(Base64.getEncoder().encodeToString(source.getBytes(UTF_8)));
  }

  private void apply(int port, String source) throws Exception {
    Bundle bundle =
        new Bundle(
            "skerry.yaml",
            DOCUMENT.formatted(port),
            Map.of("pages.js", source.getBytes(UTF_8)),
            Map.of());
    Sites.Applied _ =
        sites.apply(new Sites.Change(bundle, "anna", "by hand", Expectation.ANY, null));
  }

  private String inForce() throws Exception {
    Bundle current = sites.bundle(sites.standing().current()).orElseThrow();
    return new String(current.file("pages.js"), UTF_8);
  }

  @Test
  void newCodeIsANewVersionInWhichAllElseIsAsItWas() throws Exception {
    apply(1, source("a"));
    JsonNode applied = called.call("PUT", "/v1/handlers/pages/code", code(source("b")));
    assertThat(applied.path("version").asLong()).isEqualTo(2);
    assertThat(applied.path("changed").asBoolean()).isTrue();
    assertThat(inForce()).isEqualTo(source("b"));
    assertThat(sites.bundle(2).orElseThrow().document()).isEqualTo(DOCUMENT.formatted(1));
    JsonNode again = called.call("PUT", "/v1/handlers/pages/code", code(source("b")));
    assertThat(again.path("changed").asBoolean()).isFalse();
    JsonNode listed = called.call("GET", "/v1/handlers", null);
    assertThat(listed.path("version").asLong()).isEqualTo(2);
    assertThat(listed.path("handlers").get(0).path("file").asString()).isEqualTo("pages.js");
    assertThat(listed.path("handlers").get(1).path("file").isNull()).isTrue();
  }

  @Test
  void onlyVersionsInWhichTheCodeChangedAreListed() throws Exception {
    apply(1, source("a"));
    apply(2, source("a"));
    JsonNode _ = called.call("PUT", "/v1/handlers/pages/code", code(source("b")));
    JsonNode found = called.call("GET", "/v1/handlers/pages/versions", null);
    assertThat(numbers(found)).containsExactly(3L, 1L);
    assertThat(found.path("versions").get(0).path("message").asString()).isEqualTo("why");
    assertThat(found.path("versions").get(0).path("author").asString()).isEqualTo("anna");
    assertThat(found.path("next").isNull()).isTrue();
    JsonNode first = called.call("GET", "/v1/handlers/pages/versions?limit=1", null);
    assertThat(numbers(first)).containsExactly(3L);
    JsonNode next =
        called.call(
            "GET", "/v1/handlers/pages/versions?before=" + first.path("next").asLong(), null);
    assertThat(numbers(next)).containsExactly(1L);
  }

  private static List<Long> numbers(JsonNode found) {
    return found.path("versions").valueStream().map(v -> v.path("version").asLong()).toList();
  }

  @Test
  void goingBackChangesTheCodeOfThatHandlerAlone() throws Exception {
    apply(1, source("a"));
    JsonNode _ = called.call("PUT", "/v1/handlers/pages/code", code(source("b")));
    apply(7, source("c"));
    JsonNode back = called.call("POST", "/v1/handlers/pages/rollback", "{'version': 1}");
    assertThat(back.path("version").asLong()).isEqualTo(4);
    assertThat(inForce()).isEqualTo(source("a"));
    assertThat(sites.bundle(4).orElseThrow().document()).contains("127.0.0.1:7");
    JsonNode before = called.call("POST", "/v1/handlers/pages/rollback", "{}");
    assertThat(before.path("version").asLong()).isEqualTo(5);
    assertThat(inForce()).isEqualTo(source("c"));
    JsonNode found = called.call("GET", "/v1/handlers/pages/versions", null);
    assertThat(found.path("versions").get(0).path("message").asString())
        .isEqualTo("the code of version 3");
  }

  private void reports(String edge, Report report) {
    sites.listeners().forEach(each -> each.reported(edge, report));
  }

  @Test
  void goingBackPassesOverCodeThatEdgesRefused() throws Exception {
    for (String path : List.of("a", "b", "c", "d")) {
      apply(1, source(path));
    }
    reports("edge-1", new Report.Refused(2, List.of("throws")));
    reports("edge-1", new Report.InForce(2, List.of()));
    reports("edge-2", new Report.Refused(3, List.of("throws")));
    reports("edge-1", new Report.Refused(3, List.of("throws")));
    reports("edge-3", new Report.InForce(3, List.of()));
    JsonNode _ = called.call("POST", "/v1/handlers/pages/rollback", "{}");
    assertThat(inForce()).isEqualTo(source("b"));
    assertThat(sites.find(5).orElseThrow().message())
        .isEqualTo("the code of version 2, as version 3 was refused by edge-1, edge-2");
  }

  @Test
  void whereAllOtherCodeWasRefusedItIsSaidSo() throws Exception {
    apply(1, source("a"));
    apply(1, source("b"));
    reports("edge-1", new Report.Refused(1, List.of("throws")));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> called.call("POST", "/v1/handlers/pages/rollback", "{}"))
        .withMessageContaining("version 1 was refused by edge-1");
    JsonNode back = called.call("POST", "/v1/handlers/pages/rollback", "{'version': 1}");
    assertThat(back.path("version").asLong()).isEqualTo(3);
  }

  @Test
  void whatCannotBeIsRefusedAndChangesNothing() throws Exception {
    called.refused(Problem.NOT_FOUND, "PUT", "/v1/handlers/pages/code", code(source("a")));
    apply(1, source("a"));
    called.refused(Problem.UNPROCESSABLE, "PUT", "/v1/handlers/pages/code", code("function {"));
    called.refused(Problem.CONFLICT, "PUT", "/v1/handlers/inline/code", code(source("a")));
    called.refused(Problem.NOT_FOUND, "PUT", "/v1/handlers/page/code", code(source("a")));
    called.refused(Problem.NOT_FOUND, "GET", "/v1/handlers/page/versions", null);
    called.refused(Problem.NOT_FOUND, "POST", "/v1/handlers/pages/rollback", "{}");
    called.refused(Problem.NOT_FOUND, "POST", "/v1/handlers/pages/rollback", "{'version': 9}");
    assertThat(sites.standing()).isEqualTo(new Standing(1, 1, 0));
  }
}
