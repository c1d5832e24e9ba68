package dev.skerry.control.sites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.sites.ConfigCalls.Origin;
import dev.skerry.edge.admin.Problem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The calls about configurations, without edges. JSON is written with ' for ". */
class ConfigCallsTest {
  private CalledSites called;
  private Sites sites;

  @BeforeEach
  void open(@TempDir Path folder) {
    called = new CalledSites(folder, of -> ConfigCalls.of(of, new Origin.Api()));
    sites = called.sites;
  }

  @AfterEach
  void close() {
    called.close();
  }

  private static String wanted(int port) {
    return "{'content': {'document': 'sites: [{hosts: a.example, origin: http://10.0.0.1:%1$d}]',"
        .concat(" 'files': {}, 'variables': {}}, 'message': 'to %1$d'}")
        .formatted(port);
  }

  @Test
  void theFirstVersionNeedsNoIfMatchAndIsToldWithItsAuthor() throws Exception {
    called.refused(Problem.NOT_FOUND, "GET", "/v1/config", null);
    JsonNode applied = called.call("PUT", "/v1/config", wanted(1));
    assertThat(applied.path("version").asLong()).isEqualTo(1);
    assertThat(applied.path("changed").asBoolean()).isTrue();
    JsonNode current = called.call("GET", "/v1/config", null);
    assertThat(current.path("author").asString()).isEqualTo("anna");
    assertThat(current.path("message").asString()).isEqualTo("to 1");
    assertThat(current.path("source").asString()).isEqualTo("api");
    assertThat(current.path("document").path("sites").size()).isEqualTo(1);
  }

  @Test
  void aFurtherVersionNeedsIfMatch() throws Exception {
    JsonNode _ = called.call("PUT", "/v1/config", wanted(1));
    called.refused(Problem.PRECONDITION_REQUIRED, "PUT", "/v1/config", wanted(2));
    assertThat(sites.standing()).isEqualTo(new Standing(1, 1, 0));
  }

  @Test
  void aDryRunTellsWhatWouldChangeAndChangesNothing() throws Exception {
    JsonNode _ = called.call("PUT", "/v1/config", wanted(1));
    JsonNode dry = called.call("PUT", "/v1/config?dry_run=true", wanted(2));
    assertThat(dry.path("dry_run").asBoolean()).isTrue();
    assertThat(dry.path("changed").asBoolean()).isTrue();
    JsonNode change = dry.path("difference").path("changes").get(0);
    assertThat(change.path("kind").asString()).isEqualTo("changed");
    assertThat(change.path("what").asString()).isEqualTo("site");
    assertThat(sites.standing()).isEqualTo(new Standing(1, 1, 0));
  }

  @Test
  void whatIsWrongIsRefusedAndChangesNothing() throws Exception {
    String wrong = "{'content': {'document': 'sites: 1', 'files': {}, 'variables': {}}}";
    called.refused(Problem.UNPROCESSABLE, "PUT", "/v1/config", wrong);
    called.refused(Problem.UNPROCESSABLE, "PUT", "/v1/config?dry_run=true", wrong);
    called.refused(
        Problem.UNPROCESSABLE,
        "POST",
        "/v1/config/check",
        "{'document': 'sites: 1', 'files': {}, 'variables': {}}");
    called.refused(Problem.INVALID_REQUEST, "PUT", "/v1/config", "{'contents': {}}");
    called.refused(Problem.NOT_FOUND, "POST", "/v1/config/rollback", "{'version': 7}");
    called.refused(Problem.NOT_FOUND, "GET", "/v1/config/versions/x", null);
    called.refused(Problem.NOT_FOUND, "POST", "/v1/rollouts/x/abort", "{}");
    called.refused(Problem.CONFLICT, "POST", "/v1/rollouts/7/abort", "{}");
    called.refused(Problem.NOT_FOUND, "GET", "/v1/config/diff", null);
    assertThat(sites.standing()).isEqualTo(Standing.NONE);
  }

  @Test
  void rollingBackComparingAndListingGoTogether() throws Exception {
    JsonNode _ = called.call("PUT", "/v1/config", wanted(1));
    Version _ = sites.apply(Documents.change(2, Expectation.current(1))).version();
    JsonNode back = called.call("POST", "/v1/config/rollback", "{'version': 1, 'message': 'back'}");
    assertThat(back.path("version").asLong()).isEqualTo(3);
    assertThat(called.call("GET", "/v1/config/diff?from=1&to=3", null).path("same").asBoolean())
        .isTrue();
    assertThat(called.call("GET", "/v1/config/diff", null).path("from").asLong()).isEqualTo(2);
    JsonNode page = called.call("GET", "/v1/config/versions?limit=2", null);
    assertThat(page.path("versions").size()).isEqualTo(2);
    assertThat(page.path("versions").get(0).path("restores").asLong()).isEqualTo(1);
    assertThat(page.path("next").asLong()).isEqualTo(2);
    assertThat(called.call("GET", "/v1/config/versions?before=2", null).path("next").isNull())
        .isTrue();
    assertThat(called.call("GET", "/v1/config/versions/2", null).path("yaml").asString())
        .contains("127.0.0.1:2");
    assertThat(called.call("GET", "/v1/rollouts", null).path("rollouts").size()).isZero();
  }

  @Test
  void aProcessThatFollowsAFileTakesNoConfigurationByCalls() throws Exception {
    Origin.Followed file =
        new Origin.Followed() {
          @Override
          public String name() {
            return "skerry.yaml";
          }

          @Override
          public @Nullable String problem() {
            return "line 3 is wrong";
          }

          @Override
          public String instead() {
            return "change the file";
          }
        };
    called.calls(ConfigCalls.of(sites, file));
    called.refused(Problem.CONFLICT, "PUT", "/v1/config", wanted(1));
    called.refused(Problem.CONFLICT, "POST", "/v1/config/rollback", "{'version': 1}");
    Version _ = sites.apply(Documents.change(2, Expectation.ANY)).version();
    JsonNode current = called.call("GET", "/v1/config", null);
    assertThat(current.path("source").asString()).isEqualTo("skerry.yaml");
    assertThat(current.path("problem").asString()).isEqualTo("line 3 is wrong");
  }
}
