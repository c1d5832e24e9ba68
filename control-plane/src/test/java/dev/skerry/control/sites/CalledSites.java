package dev.skerry.control.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skerry.control.fleet.Fleet;
import dev.skerry.edge.admin.Caller;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.Endpoints;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.edge.admin.Scope;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Configurations without edges, and calls of the admin API about them, made by anna. */
final class CalledSites implements AutoCloseable {
  private static final Caller ANNA = new Caller("anna", Set.of(Scope.CONFIGURE, Scope.READ));

  final Sites sites;
  private final RocksEngine engine;
  private Endpoints calls;

  /**
   * Opens them in a folder.
   *
   * @param calls those that are made
   */
  CalledSites(Path folder, Function<Sites, List<Endpoint>> calls) {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    Fleet fleet = new Fleet(() -> Instant.EPOCH, System::nanoTime);
    sites =
        Sites.open(
            new Sites.Plan(
                engine, Documents.master(folder), false, fleet, "cp", () -> Instant.EPOCH));
    this.calls = new Endpoints(calls.apply(sites));
  }

  /** From now on these are made. */
  void calls(List<Endpoint> others) {
    calls = new Endpoints(others);
  }

  /** The answer to a call whose content is JSON with ' for ". */
  JsonNode call(String method, String target, @Nullable String content) throws ProblemException {
    JsonNode sent =
        content == null ? null : JsonMapper.shared().readTree(content.replace('\'', '"'));
    return Objects.requireNonNull(calls.ask(method, target, sent, ANNA));
  }

  void refused(Problem problem, String method, String target, @Nullable String content) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> call(method, target, content))
        .satisfies(e -> assertThat(e.problem()).isEqualTo(problem));
  }

  @Override
  public void close() {
    sites.close();
    engine.close();
  }
}
