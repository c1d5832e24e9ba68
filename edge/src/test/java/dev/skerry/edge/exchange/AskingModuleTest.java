package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import dev.skerry.edge.config.DataOrigin;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module of WebAssembly that asks a table: the example of the documentation. */
class AskingModuleTest {
  private static final String ITEM = "{\"Item\":{\"left\":{\"N\":\"%d\"}}}";

  @TempDir private Path folder = Path.of("");

  private Scenario edge(int subrequests) throws Exception {
    Scenario edge =
        new Scenario(
            "origin-request: stock",
            """
            handlers:
              stock:
                kind: wasm
                source: %s
                limits: {cpu-time: 5s, wall-time: 20s, subrequests: %d}
                bindings: {STOCK: {table: stock}}
            """
                .formatted(module(), subrequests));
    edge.deployHandlers();
    return edge;
  }

  private Path module() throws IOException {
    String wat = Files.readString(Path.of("../docs/examples/stock/stock.wat"));
    return Files.write(folder.resolve("stock.wasm"), Wat2Wasm.parse(wat)).toAbsolutePath();
  }

  private static TestViewer told(Scenario edge, int left) {
    int before = edge.origin.calls.size();
    TestViewer viewer = edge.get("/stock/hat");
    edge.settleUntil(() -> edge.origin.calls.size() > before);
    edge.origin.last().answer(200, ITEM.formatted(left), "surrogate-key", "t:stock/hat");
    edge.settleUntil(viewer::isDone);
    return viewer;
  }

  private static void purge(Scenario edge, String tag) {
    Purge _ = edge.purges.apply("site", List.of(new Selector.Tag(tag)), false);
  }

  private static void close(Scenario edge) {
    edge.settle();
    edge.handlers.close();
    edge.store.clear();
    assertThat(edge.services.contentMemory().fills().used()).isZero();
    assertThat(edge.purges.counts().tickets()).isZero();
  }

  @Test
  void whatItMakesOfAnItemIsStoredUntilThatChanges() throws Exception {
    Scenario edge = edge(1);
    assertThat(told(edge, 7).body).hasToString(ITEM.formatted(7));
    TestOrigin.Call asked = edge.origin.last();
    assertThat(asked.request.path()).isEqualTo("/tables/stock");
    assertThat(asked.field(DataOrigin.OPERATION)).isEqualTo("GetItem");
    assertThat(asked.received).hasToString("{\"Key\":{\"id\":{\"S\":\"hat\"}}}");
    purge(edge, "t:stock/shoe");
    assertThat(edge.get("/stock/hat").field("cache-status")).startsWith("skerry;hit");
    purge(edge, "t:stock/hat");
    assertThat(told(edge, 6).body).hasToString(ITEM.formatted(6));
    close(edge);
  }

  @Test
  void oneThatMayAskNothingIsToldSoAndNobodyIsAsked() throws Exception {
    Scenario edge = edge(0);
    TestViewer viewer = edge.get("/stock/hat");
    edge.settleUntil(viewer::isDone);
    assertThat(viewer.status()).isEqualTo(503);
    assertThat(edge.origin.calls).isEmpty();
    close(edge);
  }

  @Test
  void whereTheViewerLeavesNobodyWaitsAnyMore() throws Exception {
    Scenario edge = edge(1);
    TestViewer viewer = edge.get("/stock/hat");
    edge.settleUntil(() -> !edge.origin.calls.isEmpty());
    viewer.events().gone();
    edge.settleUntil(() -> edge.origin.last().cancelled);
    close(edge);
    assertThat(edge.handlers.abandonedThreads()).isZero();
  }
}
