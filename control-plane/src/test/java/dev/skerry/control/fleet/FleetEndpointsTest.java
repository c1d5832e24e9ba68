package dev.skerry.control.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.engine.EnginePlace;
import dev.skerry.edge.admin.Caller;
import dev.skerry.edge.admin.Endpoints;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.edge.admin.Scope;
import dev.skerry.edge.sync.Joining.Join;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.engine.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** How the edges are told, page by page. */
class FleetEndpointsTest {
  private static final Caller ANNA = new Caller("anna", Set.of(Scope.READ));

  @TempDir private Path data = Path.of("");
  private final ManualTime time = new ManualTime();
  private final Fleet fleet = new Fleet(time, time::nanos);
  private Engine engine = unset();
  private Endpoints calls = unset();

  @BeforeEach
  void open() throws Exception {
    engine = new EnginePlace.Embedded(data.resolve("engine")).open();
    Membership membership =
        new Membership(engine, MasterKey.open(data.resolve("master-key")), time);
    String token = membership.tokens().make(Duration.ofHours(1), 4).text();
    for (String edge : List.of("c", "a", "d", "b")) {
      var _ = membership.join(new Join(token, EdgeKey.make().request(), edge));
      fleet.know(edge);
    }
    assertThat(membership.revoke("b", fleet)).isTrue();
    calls = new Endpoints(FleetEndpoints.of(fleet, membership, new VitalsHistory(time), time));
  }

  @AfterEach
  void close() {
    fleet.close();
    engine.close();
  }

  private JsonNode list(String query) throws ProblemException {
    return Objects.requireNonNull(calls.ask("GET", "/v1/edges" + query, null, ANNA));
  }

  private static List<String> names(JsonNode page) {
    return StreamSupport.stream(page.path("edges").spliterator(), false)
        .map(edge -> edge.path("edge").asString())
        .toList();
  }

  @Test
  void allAreToldInTheOrderOfTheirNamesWhereAPageHasRoom() throws Exception {
    JsonNode all = list("");
    assertThat(names(all)).containsExactly("a", "b", "c", "d");
    assertThat(all.path("edges").get(1).path("contact").asString()).isEqualTo("revoked");
    assertThat(all.path("next").isNull()).isTrue();
  }

  @Test
  void eachPageSaysWhereTheNextBegins() throws Exception {
    JsonNode first = list("?limit=3");
    assertThat(names(first)).containsExactly("a", "b", "c");
    assertThat(first.path("next").asString()).isEqualTo("c");
    JsonNode second = list("?limit=3&after=c");
    assertThat(names(second)).containsExactly("d");
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(names(list("?after=bb&limit=1"))).containsExactly("c");
    assertThat(names(list("?after=z"))).isEmpty();
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T unset() {
    return null;
  }
}
